import type { SystemCallView } from '../simulator/kernel-views';

/** What a call was refused with: an error, or the signal of a filter; none where it was made. */
export const refusal = (row: SystemCallView): string | undefined =>
  row.error ?? row.filtered?.signal;
