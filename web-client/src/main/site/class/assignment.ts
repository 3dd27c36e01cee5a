import type { Assignment } from '../server/api';

/** Where an assignment opens: a lesson at its address, a sandbox in the lab. */
export const assignmentAddress = (code: string, a: Assignment): string =>
  a.lesson ? `/lesson/${a.lesson}` : `/lab#class=${encodeURIComponent(code)}&n=${a.number}`;
