import type { Sheet } from '../inspect/sheets';
import type { Picture } from '../lesson/bundle';
import type { Panel } from './action';

/**
 * Where a reader was on this page: kept for the tab, so that a reload comes back there.
 */
export interface Place {
  scroll?: number;
  tab?: 'lesson' | 'machine';
  panel?: Panel;
  low?: Panel;
  sheet?: Sheet;
  picture?: Picture;
}

/** What a machine without a lesson is; its place is not another one's. */
const kind = (): string => /^#(c|linux|s|class)\b/.exec(location.hash)?.[0] ?? '';

const key = (): string => `cloister.place ${location.pathname}${kind()}`;

export const reader = {
  place(): Place {
    return JSON.parse(sessionStorage.getItem(key()) ?? '{}') as Place;
  },
  moved(change: Place): void {
    sessionStorage.setItem(key(), JSON.stringify({ ...reader.place(), ...change }));
  },
};
