import { svg, type SVGTemplateResult } from 'lit';
import { shape } from '../path';
import type { Point, Rect } from '../ground';
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
  return svg`${face([p.point(r.x, r.y, base), p.point(r.x, r.y + r.h, base), p.point(r.x, r.y + r.h, top), p.point(r.x, r.y, top)], tones.west)}
    ${face([p.point(r.x, r.y + r.h, base), p.point(r.x + r.w, r.y + r.h, base), p.point(r.x + r.w, r.y + r.h, top), p.point(r.x, r.y + r.h, top)], tones.south)}
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
  return svg`${face([p.point(w, n, eaves), p.point(w, s, eaves), tip], 'roof-shade')}${face([p.point(w, s, eaves), p.point(e, s, eaves), tip], 'roof')}`;
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
