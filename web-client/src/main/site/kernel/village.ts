import type { KernelView, PipeView, ProcessView } from '../simulator/kernel-views';
import type { Point } from '../picture/ground';
import { enclosuresOf, linesAt, type Cell, type Enclosure } from './enclosures';
import { tree } from './tree';

/** A house's place: the middle of its ground line, and how much room its words have. */
export interface House extends Point {
  process: ProcessView;
  /** Generations behind the first process. */
  depth: number;
  room: number;
  scale: number;
  /** Height of its words. */
  words: number;
  /** The first with two numbers says which is which. */
  captions: boolean;
  /** Its second number stands beside the first one, and not on a plate below. */
  brief: boolean;
}
export interface Pipe {
  pipe: PipeView;
  from: House;
  to: House;
  /** Where it runs down between them. */
  x: number;
}
/** The line of a namespace around houses. */
export interface Fence {
  enclosure: Enclosure;
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Village {
  houses: House[];
  /** Footpaths from parents to their children. */
  paths: Point[][];
  pipes: Pipe[];
  /** Outer ones first. */
  fences: Fence[];
  width: number;
  height: number;
}

/** Room between rows. */
const gap = 14;
const house = { width: 46, height: 36 };
const words = 34;
/** Below the name there is a plate with two numbers, and on the first one what they are. */
const plate = { height: 20, captions: 11 };
/** Between lines, and from the innermost one to what it runs around. */
const line = { step: 6, near: 5 };
/** The way to the gate runs down here. */
export const laneX = 26;
const left = 52;
/** Pipes run down here. */
const right = 40;
const top = 26;
const narrowest = 78;
/** Beside fences and without pipes. */
const margin = 8;
const largest = 1.6;

/** A process in each cell: generations from left to right, the first child beside its parent. */
function grid(processes: ProcessView[]): Cell[] {
  let row = 0;
  let last = -1;
  return tree(processes).map(({ process, depth }) => {
    if (last >= depth) row++;
    last = depth;
    return { process, column: depth, row };
  });
}

/** Where columns or rows begin and end, with room for lines between them. */
interface Band {
  from: number;
  to: number;
}
function bands(begin: number, sizes: number[], lines: (end: 0 | 1, at: number) => number): Band[] {
  let at = begin;
  return sizes.map((size, i) => {
    const from = at + roomOf(lines(0, i));
    at = from + size + roomOf(lines(1, i));
    return { from, to: from + size };
  });
}
const roomOf = (lines: number): number => (lines ? lines * line.step + 2 * line.near : 0);

/** @param together whether namespaces of the same processes have one fence */
export function village(
  kernel: KernelView,
  width: number,
  height: number,
  together = false,
): Village {
  const cells = grid(kernel.processes);
  const enclosures = enclosuresOf(kernel, cells, together);
  const first = cells.find(({ process }) => process.numbers);
  const wordsOf = (cell: Cell): number =>
    words +
    (cell.process.numbers && !together ? plate.height + (cell === first ? plate.captions : 0) : 0);
  const ends = (along: 'columns' | 'rows') => (end: 0 | 1, at: number) =>
    linesAt(enclosures, along, end, at);
  const lines = (along: 'columns' | 'rows', length: number): number =>
    Array.from(
      { length },
      (_, at) => roomOf(ends(along)(0, at)) + roomOf(ends(along)(1, at)),
    ).reduce((sum, one) => sum + one, 0);

  const east = enclosures.length && !kernel.pipes.length ? margin : right;
  const columns = Math.max(1, ...cells.map(({ column }) => column + 1));
  const rows = Math.max(1, ...cells.map(({ row }) => row + 1));
  const column = Math.max(
    narrowest,
    Math.min(170, (width - left - east - lines('columns', columns)) / columns),
  );
  const tall = Array.from({ length: rows }, (_, i) =>
    Math.max(words, ...cells.filter(({ row }) => row === i).map(wordsOf)),
  );
  const texts = tall.reduce((sum, one) => sum + one + gap, 0);
  const scale = Math.max(
    1,
    Math.min(
      largest,
      (column - gap) / (house.width + 2 * gap),
      (height - top - lines('rows', rows) - texts) / rows / house.height,
    ),
  );
  const across = bands(left, new Array<number>(columns).fill(column), ends('columns'));
  const down = bands(
    top,
    tall.map((one) => house.height * scale + one + gap),
    ends('rows'),
  );
  const houses = cells.map((cell): House => ({
    process: cell.process,
    depth: cell.column,
    x: across[cell.column]!.from + column / 2,
    y: down[cell.row]!.from + house.height * scale,
    room: column - 4,
    scale,
    words: wordsOf(cell),
    captions: cell === first && !together,
    brief: together,
  }));
  const at = new Map(houses.map((h) => [h.process.pid, h]));
  const end = (all: Band[], along: 'columns' | 'rows'): number =>
    all.at(-1)!.to + roomOf(ends(along)(1, all.length - 1));
  return {
    houses,
    paths: houses.flatMap((h) => {
      const parent = at.get(h.process.parent);
      return parent ? [path(parent, h)] : [];
    }),
    pipes: kernel.pipes.flatMap((pipe) => pipesOf(pipe, at)),
    fences: enclosures.map((one) => fence(one, across, down)),
    width: Math.max(width, end(across, 'columns') + east),
    height: Math.max(height, Math.round(end(down, 'rows'))),
  };
}

/** How small a village may be drawn, so that its words can still be read. */
const smallest = 0.7;

/**
 * A village that is drawn smaller where it would be cut off: its sizes are those before that. Where
 * that is not enough, all fences around the same houses are one.
 */
export function fitted(
  kernel: KernelView,
  width: number,
  height: number,
): Village & { zoom: number } {
  const room = (together: boolean): number => {
    const natural = village(kernel, width, height, together);
    return Math.min(1, height / natural.height, width / natural.width);
  };
  if (height <= 0) return { ...village(kernel, width, height), zoom: 1 };
  const together = room(false) < smallest;
  const zoom = Math.max(smallest, room(together));
  const [wide, tall] = [Math.floor(width / zoom), Math.floor(height / zoom)];
  return { ...village(kernel, wide, tall, together), zoom };
}

function fence(enclosure: Enclosure, across: Band[], down: Band[]): Fence {
  const out = line.near + (enclosure.line - 1) * line.step;
  const [west, east] = enclosure.columns;
  const [north, south] = enclosure.rows;
  const x = across[west]!.from - out;
  const y = down[north]!.from - out;
  return {
    enclosure,
    x,
    y,
    width: across[east]!.to + out - x,
    height: down[south]!.to - gap + line.near + out - y,
  };
}

/** Out of the parent's door, and up or down between the columns. */
function path(from: House, to: House): Point[] {
  const y = (h: House): number => h.y - 4;
  const half = (house.width / 2) * to.scale;
  const bend = to.x - half - 10;
  return [
    { x: from.x + half - 8, y: y(from) },
    { x: bend, y: y(from) },
    { x: bend, y: y(to) },
    { x: to.x - half + 6, y: y(to) },
  ];
}

/** From the first who can only write to the first who can only read. */
function pipesOf(pipe: PipeView, at: Map<number, House>): Pipe[] {
  const both = pipe.writers.filter((pid) => pipe.readers.includes(pid));
  const end = (pids: number[]): House | undefined =>
    pids.filter((pid) => !both.includes(pid)).map((pid) => at.get(pid))[0];
  const from = end(pipe.writers);
  const to = end(pipe.readers);
  if (!from || !to || from === to) return [];
  return [{ pipe, from, to, x: Math.max(from.x, to.x) + (house.width / 2) * to.scale + 8 }];
}

/** From a house's door to the gate below the village. */
export function wayToGate(from: House, height: number, lane = laneX): Point[] {
  const below = from.y + from.words + 5;
  const doorX = from.x - (house.width / 2) * from.scale + 4;
  return [
    { x: doorX, y: from.y - 2 },
    { x: doorX - 6, y: below },
    { x: lane, y: below },
    { x: lane, y: height },
  ];
}
