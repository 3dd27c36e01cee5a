import type { CodeLine } from '../simulator/protocol';

/** How much of a line has run. */
export type Ran = 'all' | 'some' | 'none';
export interface LineMark {
  line: number;
  address: number;
  ran: Ran;
  fault: string | null;
}

/**
 * One mark a line, of all the code that was made from it: the lowest address, and whether all of it
 * has run.
 */
export function lineMarks(lines: CodeLine[]): LineMark[] {
  const marks = new Map<number, LineMark>();
  for (const { line, address, executed, fault } of lines) {
    const ran: Ran = executed ? 'all' : 'none',
      known = marks.get(line);
    if (!known) marks.set(line, { line, address, ran, fault });
    else
      marks.set(line, {
        line,
        address: Math.min(known.address, address),
        ran: known.ran === ran ? ran : 'some',
        fault: known.fault ?? fault,
      });
  }
  return [...marks.values()];
}
