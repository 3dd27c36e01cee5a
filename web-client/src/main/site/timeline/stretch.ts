import type { View } from '../simulator/protocol';
import { wholeEnd, type Stretch } from './scale';

/** No fewer steps are drawn. */
const fewest = 24;

const whole = (last: number): Stretch => ({ first: 0, end: wholeEnd(last) });

/** A stretch of that length that lies where there is time; null for all of it. */
function fitted(first: number, length: number, last: number): Stretch | null {
  const all = wholeEnd(last);
  if (length >= all) return null;
  const from = Math.max(0, Math.min(first, all - length));
  return { first: from, end: from + length };
}

/**
 * So many times as long, a step staying where it is drawn.
 * @param factor below 1 to see less of it and more in it
 */
export function zoomed(
  stretch: Stretch | null,
  last: number,
  step: number,
  factor: number,
): Stretch | null {
  const { first, end } = stretch ?? whole(last);
  const length = Math.max(Math.min(fewest, wholeEnd(last)), (end - first) * factor);
  return fitted(step - ((step - first) / (end - first)) * length, length, last);
}

/** What stays where it is while zooming: the present, or the middle where that is out of sight. */
export function held(stretch: Stretch | null, step: number): number {
  if (!stretch || (step >= stretch.first && step <= stretch.end)) return step;
  return (stretch.first + stretch.end) / 2;
}

/** So many of its lengths later. */
export function moved(stretch: Stretch | null, last: number, lengths: number): Stretch | null {
  if (!stretch) return null;
  const length = stretch.end - stretch.first;
  return fitted(stretch.first + lengths * length, length, last);
}

/** With the present in sight: who goes out of it forward has four fifths of it behind. */
export function following(stretch: Stretch | null, { step, lastStep }: View): Stretch | null {
  if (!stretch) return null;
  const { first, end } = stretch;
  const length = end - first;
  if (step >= first && step <= end) return fitted(first, length, lastStep);
  return fitted(step - length * (step > end ? 0.8 : 0.2), length, lastStep);
}

/** What of a view lies in a stretch. */
export function within(view: View, { first, end }: Stretch): View {
  return {
    ...view,
    bands: view.bands
      .filter((b) => b.to >= first && b.from <= end)
      .map((b) => ({ ...b, from: Math.max(first, b.from), to: Math.min(end, b.to) })),
    marks: view.marks.filter((m) => m.step >= first && m.step <= end),
  };
}
