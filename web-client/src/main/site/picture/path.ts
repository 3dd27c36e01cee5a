import type { Point } from './ground';

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** An SVG path through the points. */
export const line = (points: Point[]): string =>
  points.map((p, i) => `${i ? 'L' : 'M'}${n(p.x)} ${n(p.y)}`).join('');
export const shape = (points: Point[]): string => `${line(points)}z`;

/** The same with its corners rounded. */
export function rounded(points: Point[], radius: number): string {
  let d = `M${n(points[0]!.x)} ${n(points[0]!.y)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const before = towards(points[i]!, points[i - 1]!, radius),
      after = towards(points[i]!, points[i + 1]!, radius);
    d += `L${n(before.x)} ${n(before.y)}Q${n(points[i]!.x)} ${n(points[i]!.y)} ${n(after.x)} ${n(after.y)}`;
  }
  const end = points[points.length - 1]!;
  return `${d}L${n(end.x)} ${n(end.y)}`;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const f = Math.min(by, length / 2) / length;
  return { x: from.x + f * (to.x - from.x), y: from.y + f * (to.y - from.y) };
}
