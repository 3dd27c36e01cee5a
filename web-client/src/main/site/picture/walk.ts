import type { Point } from './ground';
import { along } from './ways';

const running = new WeakMap<Element, number>();

/** Moves a drawn figure along its way in the time of --d3; at once where motion is not wanted. */
export function walkAlong(figure: SVGGElement, way: Point[]): void {
  const millis = parseFloat(getComputedStyle(figure).getPropertyValue('--d3'));
  if (!(millis > 0)) return;
  const end = figure.getAttribute('transform') ?? '';
  const scale = /scale\([^)]*\)/.exec(end)?.[0] ?? '';
  const began = performance.now();
  const last = running.get(figure);
  if (last !== undefined) cancelAnimationFrame(last);
  const frame = (now: number) => {
    const share = Math.min(1, (now - began) / millis);
    if (share >= 1) {
      figure.setAttribute('transform', end);
      return;
    }
    const eased = 1 - (1 - share) ** 3;
    const p = along(way, eased);
    figure.setAttribute('transform', `translate(${p.x} ${p.y}) ${scale}`);
    running.set(figure, requestAnimationFrame(frame));
  };
  running.set(figure, requestAnimationFrame(frame));
}
