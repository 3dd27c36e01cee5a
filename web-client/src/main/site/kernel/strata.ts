import type { LayerSayView, LayeredPathView, OverlayView } from '../simulator/kernel-views';

/** Paths that are drawn; the table has all. */
export const mostShafts = 7;

/** Somebody looks down from a path: what meets the eye at which layer. */
export interface Shaft {
  path: string;
  /** The layer at which the look ends, -1 where nothing is there. */
  ends: number;
  /** What it ends at; a whiteout, or a directory that hides those below it, is no answer. */
  stop: LayerSayView | null;
  /** What lies below, and is not seen. */
  hidden: LayerSayView[];
}

/** The paths that tell most of layers come first; drawn in the order of the table. */
export function shaftsOf(overlay: OverlayView): Shaft[] {
  const told = new Set(
    [...overlay.rows].sort((a, b) => telling(b) - telling(a)).slice(0, mostShafts),
  );
  return overlay.rows.filter((row) => told.has(row)).map(shaft);
}

const telling = (row: LayeredPathView): number =>
  10 * row.says.length + (row.answers < 0 ? 6 : row.answers === 0 ? 3 : 0);

/** The look ends at the first layer that says anything of the path, or of what it lies in. */
export function shaft(row: LayeredPathView): Shaft {
  const { path, says, answers } = row;
  const first = says[0] ?? null;
  const stop =
    answers >= 0
      ? (says.find((say) => say.layer === answers) ?? null)
      : first?.kind === 'whiteout'
        ? first
        : null;
  const ends = stop?.layer ?? -1;
  return { path, ends, stop, hidden: says.filter((say) => say !== stop && say.layer > ends) };
}

/** Bytes of lower layers that nobody sees. */
export const hiddenBytes = (overlay: OverlayView): number =>
  overlay.rows
    .flatMap((row) => row.says.filter((say) => say.layer > 0 && say.layer !== row.answers))
    .reduce((sum, say) => sum + say.bytes, 0);
