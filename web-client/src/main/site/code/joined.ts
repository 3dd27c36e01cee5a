/** The line break that a deletion at the edge of a line takes away. */
export function joined(
  inputType: string,
  line: { from: number; to: number },
  at: number,
  length: number,
): { from: number; to: number } | null {
  if (inputType.endsWith('Backward') && at === line.from && at > 0) return { from: at - 1, to: at };
  if (inputType.endsWith('Forward') && at === line.to && at < length)
    return { from: at, to: at + 1 };
  return null;
}
