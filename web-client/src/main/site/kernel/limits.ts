import type { GroupView } from '../simulator/kernel-views';

/** A bar from 0 to a limit: shares of 100. */
export interface Gauge {
  used: number;
  /** What was used once, and is no more. */
  peak: number;
  full: boolean;
}

/** Null where nothing bounds it. */
export function gaugeOf(current: number, peak: number, max: number | undefined): Gauge | null {
  if (max === undefined) return null;
  const share = (value: number): number => (max ? Math.min(100, (100 * value) / max) : 100);
  const used = share(current);
  return { used, peak: Math.max(used, share(peak)), full: current >= max };
}

/** How far below the first group one lies. */
export const depthOf = ({ path }: GroupView): number =>
  path === '/' ? 0 : path.split('/').length - 1;

/** The last part of its path. */
export const nameOf = ({ path }: GroupView): string => path.slice(path.lastIndexOf('/') + 1);
