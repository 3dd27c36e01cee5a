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

const key = (): string =>
  `cloister.place ${location.pathname}${/^#c\b/.test(location.hash) ? '#c' : ''}`;

export const reader = {
  place(): Place {
    return JSON.parse(sessionStorage.getItem(key()) ?? '{}') as Place;
  },
  moved(change: Place): void {
    sessionStorage.setItem(key(), JSON.stringify({ ...reader.place(), ...change }));
  },
};
