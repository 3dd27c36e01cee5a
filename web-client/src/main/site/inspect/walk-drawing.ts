import type { IndexView, PageEntryView, WalkView } from '../simulator/protocol';

/**
 * A table, drawn as a column with the entry that the address selects; at the ends CR3 and the page.
 */
export interface Column {
  level: 'cr3' | PageEntryView['level'] | 'frame';
  x: number;
  w: number;
  entry: PageEntryView | null;
  index: IndexView | null;
  band: number;
}
export interface Arrow {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
export interface WalkDrawing {
  columns: Column[];
  arrows: Arrow[];
  /** Where the way ends, short of the page. */ end: { x: number; y: number } | null;
  height: number;
}

export const total = 340;
export const top = 66;
export const tall = 92;
export const bandTall = 20;
const gap = 14;
const line = 14;

/**
 * CR3 at the left, the page at the right; each selected entry as far down its table as its index
 * says.
 */
export function walkDrawing(walk: WalkView): WalkDrawing {
  const indexOf = (level: IndexView['level']) =>
    walk.indices.find((i) => i.level === level) ?? null;
  const found = walk.frame !== null,
    passes = found && !walk.entries.some((e) => e.decided);
  const count = walk.entries.length + 2,
    w = (total - gap * (count - 1)) / count;
  const column = (
    level: Column['level'],
    i: number,
    entry: PageEntryView | null,
    index: IndexView | null,
  ): Column => ({ level, x: i * (w + gap), w, entry, index, band: band(index) });
  const columns = [
    column('cr3', 0, null, null),
    ...walk.entries.map((e, i) => column(e.level, i + 1, e, indexOf(e.level))),
    column('frame', count - 1, null, found ? indexOf('offset') : null),
  ];
  const arrows = columns.slice(1, passes ? undefined : -1).map((to, i) => arrow(columns[i]!, to));
  const last = columns[columns.length - 2]!;
  const bits = Math.max(0, ...walk.entries.map((e) => e.bits.length));
  return {
    columns,
    arrows,
    end: passes ? null : { x: last.x + last.w + gap / 2, y: last.band },
    height: top + tall + 8 + (1 + bits) * line + 4,
  };
}

/**
 * From what names a table to the table's beginning, from the last entry straight on to the page.
 */
function arrow(from: Column, to: Column): Arrow {
  const y1 = from.level === 'cr3' ? top + 4 : from.band;
  return { x1: from.x + from.w, y1, x2: to.x - 2, y2: to.level === 'frame' ? from.band : top + 4 };
}

/** The middle of the selected entry; index 0 is at the top, as in memory read downwards. */
function band(index: IndexView | null): number {
  if (!index) return top + tall / 2;
  const room = tall - bandTall - 4,
    most = 2 ** (index.high - index.low + 1) - 1;
  return top + 2 + bandTall / 2 + (room * index.value) / most;
}

/** Where the address stands, beneath a column. */
export const addressLine = top + tall + line;

/** The line of the n-th bit, beneath the address. */
export const bitLine = (n: number): number => addressLine + 4 + (n + 1) * line;
