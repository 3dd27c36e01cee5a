import type { Point } from './ground';

const n = (value: number): string => String(Math.round(value * 10) / 10);
const pair = (p: Point): string => `${n(p.x)} ${n(p.y)}`;

/** An SVG path through the points. */
export const line = (points: Point[]): string =>
  points.map((p, i) => `${i ? 'L' : 'M'}${pair(p)}`).join('');
export const shape = (points: Point[]): string => `${line(points)}z`;

/** The same with its corners rounded. */
export function rounded(points: Point[], radius: number): string {
  let d = `M${pair(points[0]!)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const corner = points[i]!,
      before = towards(corner, points[i - 1]!, radius),
      after = towards(corner, points[i + 1]!, radius);
    d += `L${pair(before)}Q${pair(corner)} ${pair(after)}`;
  }
  const end = points[points.length - 1]!;
  return `${d}L${pair(end)}`;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const f = Math.min(by, length / 2) / length;
  return { x: from.x + f * (to.x - from.x), y: from.y + f * (to.y - from.y) };
}
