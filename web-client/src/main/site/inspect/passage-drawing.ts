import { hex8 } from '../page/format';
import type { PassageRow, PassageView } from '../simulator/protocol';

export type State = 'passed' | 'failed' | 'open';
/**
 * A place on the way: what began it, each descriptor that it read or the register that stands in
 * for one, where it ended. The state is that of the checks made there.
 */
export interface Station {
  lines: string[];
  state: State;
  x: number;
  w: number;
}

export const total = 340;
export const tall = 58;
const gap = 14;
const most = 5;

/** The places from left to right; a way that was refused ends where it was. */
export function stations(passage: PassageView): Station[] {
  const places: { lines: string[]; state: State }[] = [{ lines: [passage.from], state: 'passed' }];
  for (const row of passage.rows) {
    const here = places[places.length - 1]!;
    if (row.kind === 'entry' && places.length < most - 1 && here.lines[1] !== hex8(row.address))
      places.push({ lines: [row.name, hex8(row.address), `DPL ${row.dpl}`], state: 'passed' });
    else if (row.kind === 'load' && row.name === 'CS')
      places.push({ lines: [row.from, ...(row.plus ? [`+ ${row.plus}`] : [])], state: 'passed' });
    else if (row.kind === 'check' && row.name === 'failed') here.state = 'failed';
  }
  const refused = places.some((p) => p.state === 'failed');
  places.push(
    refused
      ? { lines: [], state: 'open' }
      : {
          lines: ['CS:EIP', now(passage.rows, 'CS'), now(passage.rows, 'EIP')].filter(
            (line) => line,
          ),
          state: 'passed',
        },
  );
  const w = (total - gap * (places.length - 1)) / places.length;
  return places.map((place, i) => ({ ...place, w, x: i * (w + gap) }));
}

/** What a register is now; nothing when it kept its value. */
const now = (rows: PassageRow[], name: string): string =>
  rows.find((r) => r.kind === 'change' && r.name === name)?.value ?? '';
