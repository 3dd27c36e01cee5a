import type { Point, Rect } from '../ground';

/** A piece of text in one face; `tone` is its colour's class. */
export interface Run {
  text: string;
  tone: string;
  size: number;
  mono: boolean;
  bold: boolean;
}
/** Where the first line's baseline may begin, be centred, or end. */
export interface Spot {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  /** Too far from what it names to stand without a line to it. */
  lead?: Point;
}
/** What no word may cover: a rectangle, or a convex shape within it. */
export interface Thing extends Rect {
  shape?: Point[];
}

/**
 * Words that look for a place, the best one first. What is not needed is left out where there is
 * none.
 */
export interface Wish {
  of: string;
  gate: string | null;
  lines: Run[][];
  spots: Spot[];
  /** Other words or other spots, for where those find no place. */
  or?: { lines: Run[][]; spots: Spot[] }[];
  needed: boolean;
}
export interface Label extends Spot {
  of: string;
  gate: string | null;
  lines: Run[][];
  box: Rect;
}

export const lineHeight = 16;
const runGap = 6;

/** Gives each its first free spot; the earlier in the list, the more choice. */
export function place(wishes: Wish[], things: Thing[], within: Rect): Label[] {
  const taken = things.slice();
  const placed: Label[] = [];
  for (const { of, gate, needed, or, ...first } of wishes) {
    const boxes = [first, ...(or ?? [])].flatMap(({ lines, spots }) =>
      spots.map((spot) => ({ lines, spot, box: box(lines, spot) })),
    );
    const free =
      boxes.find((b) => holds(within, b.box) && taken.every((other) => !meet(other, b.box))) ??
      (needed ? least(boxes, taken, within) : undefined);
    if (!free) continue;
    placed.push({ of, gate, lines: free.lines, ...free.spot, box: free.box });
    taken.push(free.box);
  }
  return placed;
}

/** Where there is no free spot, the one that covers least, and within the drawing if it can be. */
function least<T extends { box: Rect }>(boxes: T[], taken: Thing[], within: Rect): T | undefined {
  const covered = ({ box: b }: T) =>
    taken.reduce((sum, other) => sum + common(other, b), b.w * b.h - common(within, b));
  return boxes.slice().sort((a, b) => covered(a) - covered(b))[0];
}

export function box(lines: Run[][], { x, y, anchor }: Spot): Rect {
  const w = Math.max(...lines.map(lineWidth));
  const rise = Math.max(...lines[0]!.map((run) => run.size)) * 0.8;
  return {
    x: anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2,
    y: y - rise,
    w,
    h: rise + 3 + lineHeight * (lines.length - 1),
  };
}

export const lineWidth = (runs: Run[]): number =>
  runs.reduce((sum, run) => sum + runWidth(run), 0) + runGap * (runs.length - 1);

/** As wide as the faces set it, or a little wider: the drawing is laid out before it is drawn. */
function runWidth({ text, size, mono, bold }: Run): number {
  if (mono) return text.length * size * 0.605;
  let em = 0;
  for (const letter of text)
    em += /[ijlI.,:'| ]/.test(letter)
      ? 0.28
      : /[tfr()-]/.test(letter)
        ? 0.37
        : /[mwMW]/.test(letter)
          ? 0.84
          : /[A-Z]/.test(letter)
            ? 0.62
            : 0.54;
  return em * size * (bold ? 1.06 : 1);
}

export const holds = (r: Rect, b: Rect): boolean =>
  b.x >= r.x + 2 && b.y >= r.y + 2 && b.x + b.w <= r.x + r.w - 2 && b.y + b.h <= r.y + r.h - 2;
export const meet = (a: Thing, b: Rect): boolean => common(a, b) > 0;
function common(a: Thing, b: Rect): number {
  const both =
    Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
  return both > 0 && a.shape ? area(within(a.shape, b)) : both;
}

/** The part of a convex shape that lies within a rectangle. */
function within(shape: Point[], { x, y, w, h }: Rect): Point[] {
  const cut = (points: Point[], inside: (p: Point) => number): Point[] =>
    points.flatMap((p, i) => {
      const q = points[(i + 1) % points.length]!;
      const a = inside(p),
        b = inside(q);
      const f = a / (a - b);
      return [
        ...(a >= 0 ? [p] : []),
        ...(a * b < 0 ? [{ x: p.x + f * (q.x - p.x), y: p.y + f * (q.y - p.y) }] : []),
      ];
    });
  const sides = [
    (p: Point) => p.x - x,
    (p: Point) => x + w - p.x,
    (p: Point) => p.y - y,
    (p: Point) => y + h - p.y,
  ];
  return sides.reduce(cut, shape);
}

const area = (points: Point[]): number =>
  Math.abs(
    points.reduce((sum, p, i) => {
      const q = points[(i + 1) % points.length]!;
      return sum + p.x * q.y - q.x * p.y;
    }, 0),
  ) / 2;
