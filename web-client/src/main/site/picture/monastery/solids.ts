import { svg, type SVGTemplateResult } from 'lit';
import { shape } from '../path';
import type { Point, Rect } from '../ground';
import type { Thing } from '../plan/label-places';
import type { Projection } from './projection';

/** Three tones: west and top are lit, south is in shade. */
export interface Tones {
  west: string;
  south: string;
  top: string;
}

export const stone: Tones = { west: 'lit', south: 'shade', top: 'lit' };
export const chapel: Tones = { west: 'chapel-west', south: 'chapel-south', top: 'chapel-west' };
export const cottage: Tones = { west: 'plaster', south: 'plaster-shade', top: 'plaster' };

/** What some points cover, seen from here: their convex hull. */
export function silhouette(points: Point[]): Thing {
  const sorted = points.slice().sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of ordered) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  const shape = [...half(sorted), ...half(sorted.reverse())];
  const xs = points.map((p) => p.x),
    ys = points.map((p) => p.y);
  const x = Math.min(...xs),
    y = Math.min(...ys);
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, shape };
}

const turn = (a: Point, b: Point, c: Point): number =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** The same of a block, and of a block with a roof on it. */
export const outline = (p: Projection, r: Rect, height: number, over = 0, roof = height): Thing =>
  silhouette([
    ...p.floor(r),
    ...p.floor(grown(r, over), height),
    ...(roof > height
      ? [p.point(r.x - over, r.y + r.h / 2, roof), p.point(r.x + r.w + over, r.y + r.h / 2, roof)]
      : []),
  ]);

const grown = (r: Rect, by: number): Rect => ({
  x: r.x - by,
  y: r.y - by,
  w: r.w + 2 * by,
  h: r.h + 2 * by,
});

export const face = (points: Point[], tone: string): SVGTemplateResult =>
  svg`<path class=${tone} d=${shape(points)}></path>`;

export function block(
  p: Projection,
  r: Rect,
  height: number,
  tones: Tones,
  base = 0,
): SVGTemplateResult {
  const top = base + height;
  return svg`${face(
    [
      p.point(r.x, r.y, base),
      p.point(r.x, r.y + r.h, base),
      p.point(r.x, r.y + r.h, top),
      p.point(r.x, r.y, top),
    ],
    tones.west,
  )}
    ${face(
      [
        p.point(r.x, r.y + r.h, base),
        p.point(r.x + r.w, r.y + r.h, base),
        p.point(r.x + r.w, r.y + r.h, top),
        p.point(r.x, r.y + r.h, top),
      ],
      tones.south,
    )}
    ${face(p.floor(r, top), tones.top)}`;
}

/** A roof whose ridge runs from west to east. */
export function gable(
  p: Projection,
  r: Rect,
  eaves: number,
  ridge: number,
  tones: { north: string; south: string; west: string },
): SVGTemplateResult {
  const over = 3,
    middle = r.y + r.h / 2;
  const w = r.x - over,
    e = r.x + r.w + over,
    n = r.y - over,
    s = r.y + r.h + over;
  const a = p.point(w, middle, ridge),
    b = p.point(e, middle, ridge);
  return svg`${face([p.point(w, n, eaves), p.point(e, n, eaves), b, a], tones.north)}
    ${face([p.point(w, s, eaves), p.point(e, s, eaves), b, a], tones.south)}
    ${face([p.point(w, n, eaves), p.point(w, s, eaves), a], tones.west)}`;
}

export function spire(p: Projection, r: Rect, eaves: number, height: number): SVGTemplateResult {
  const over = 4;
  const w = r.x - over,
    e = r.x + r.w + over,
    n = r.y - over,
    s = r.y + r.h + over;
  const tip = p.point(r.x + r.w / 2, r.y + r.h / 2, eaves + height);
  return svg`${face(
    [p.point(w, n, eaves), p.point(w, s, eaves), tip],
    'roof-shade',
  )}${face([p.point(w, s, eaves), p.point(e, s, eaves), tip], 'roof')}`;
}

/** A plane on which doors and windows are drawn: `along` runs with the wall, z upwards. */
export type Plane = (along: number, z: number) => Point;
export const westPlane =
  (p: Projection, x: number): Plane =>
  (y, z) =>
    p.point(x, y, z);
export const southPlane =
  (p: Projection, y: number): Plane =>
  (x, z) =>
    p.point(x, y, z);

/** A round-headed opening. */
export function arch(at: Plane, middle: number, half: number, height: number): Point[] {
  const spring = height - half;
  const points = [at(middle - half, 0), at(middle - half, spring)];
  for (let i = 1; i <= 7; i++) {
    const a = Math.PI - (i * Math.PI) / 8;
    points.push(at(middle + half * Math.cos(a), spring + half * Math.sin(a)));
  }
  return [...points, at(middle + half, spring), at(middle + half, 0)];
}
