import type { KernelView, PipeView, ProcessView } from '../simulator/kernel-views';
import type { Point } from '../picture/ground';

/** A house's place: the middle of its ground line, and how much room its words have. */
export interface House extends Point {
  process: ProcessView;
  /** Generations behind the first process. */
  depth: number;
  room: number;
  scale: number;
}
export interface Pipe {
  pipe: PipeView;
  from: House;
  to: House;
  /** Where it runs down between them. */
  x: number;
}
export interface Village {
  houses: House[];
  /** Footpaths from parents to their children. */
  paths: Point[][];
  pipes: Pipe[];
  width: number;
  height: number;
}

/** Room on all sides of a house, so that a line can be drawn around those that share something. */
const gap = 14;
const house = { width: 46, height: 36 };
const words = 34;
/** The way to the gate runs down here. */
export const laneX = 26;
const left = 52;
/** Pipes run down here. */
const right = 40;
const top = 26;
const least = house.height + words + gap;
const narrowest = 84;
const largest = 1.6;

/** Processes in the order of a tree, children below their parent, with their generations. */
export function tree(processes: ProcessView[]): { process: ProcessView; depth: number }[] {
  const known = new Set(processes.map((process) => process.pid));
  const ordered: { process: ProcessView; depth: number }[] = [];
  const add = (process: ProcessView, depth: number): void => {
    ordered.push({ process, depth });
    for (const child of processes) if (child.parent === process.pid) add(child, depth + 1);
  };
  for (const process of processes) if (!known.has(process.parent)) add(process, 0);
  return ordered;
}

/** Generations from left to right; the first child stands beside its parent. */
export function village(kernel: KernelView, width: number, height: number): Village {
  const ordered = tree(kernel.processes);
  const columns = Math.max(1, ...ordered.map(({ depth }) => depth + 1));
  const column = Math.max(narrowest, Math.min(170, (width - left - right) / columns));
  const last = ordered.filter(({ depth }, i) => i > 0 && depth <= ordered[i - 1]!.depth).length;
  const scale = Math.max(
    1,
    Math.min(
      largest,
      (column - gap) / (house.width + 2 * gap),
      ((height - top) / (last + 1) - words - gap) / house.height,
    ),
  );
  const row = least + (scale - 1) * house.height;
  let rows = 0;
  const houses = ordered.map(({ process, depth }, i): House => {
    if (i > 0 && depth <= ordered[i - 1]!.depth) rows++;
    return {
      process,
      depth,
      x: left + depth * column + column / 2,
      y: top + rows * row + house.height * scale,
      room: column - 4,
      scale,
    };
  });
  const at = new Map(houses.map((h) => [h.process.pid, h]));
  return {
    houses,
    paths: houses.flatMap((h) => {
      const parent = at.get(h.process.parent);
      return parent ? [path(parent, h)] : [];
    }),
    pipes: kernel.pipes.flatMap((pipe) => pipesOf(pipe, at)),
    width: Math.max(width, left + columns * column + right),
    height: Math.max(height, Math.round(top + (rows + 1) * row)),
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
export function wayToGate(from: House, height: number): Point[] {
  const below = from.y + words + 5;
  const doorX = from.x - (house.width / 2) * from.scale + 4;
  return [
    { x: doorX, y: from.y - 2 },
    { x: doorX - 6, y: below },
    { x: laneX, y: below },
    { x: laneX, y: height },
  ];
}
