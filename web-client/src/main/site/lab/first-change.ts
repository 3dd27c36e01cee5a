/**
 * The first line with an instruction at which two texts differ, or the next one behind it; null
 * where there is none.
 *
 * @param coded the lines of the new text that have code
 */
export function firstChange(before: string, after: string, coded: number[]): number | null {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const differs = now.findIndex((line, i) => line !== old[i]);
  if (differs < 0) return null;
  return [...coded].sort((a, b) => a - b).find((line) => line > differs) ?? null;
}
