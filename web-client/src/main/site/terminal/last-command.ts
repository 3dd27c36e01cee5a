import type { Mark } from '../simulator/protocol';

/** Enter, as marks show it. */
const enter = '\u23ce';

/** The step before the first key of the line that was typed last; null where nothing was typed. */
export function beforeLastCommand(marks: Mark[], step: number): number | null {
  const typed = marks.filter((mark) => mark.kind === 'poke' && mark.step <= step);
  let first = typed.length - 1;
  while (first > 0 && !typed[first - 1]!.label.endsWith(enter)) first--;
  return first < 0 ? null : Math.max(0, typed[first]!.step - 1);
}
