import { expect, it } from 'vitest';
import { bandTall, tall, top, total, walkDrawing } from '../../main/site/inspect/walk-drawing';
import type { IndexView, PageEntryView, WalkView } from '../../main/site/simulator/protocol';

const index = (level: IndexView['level'], high: number, low: number, value: number): IndexView => ({
  level,
  high,
  low,
  value,
  text: value.toString(16),
});
const entry = (level: PageEntryView['level'], at: number, decided = false): PageEntryView => ({
  level,
  index: at,
  address: 0,
  low: 7,
  high: null,
  bits: [{ name: 'P', value: 1, path: null, decided, changed: false }],
  next: 0,
  decided,
  written: null,
  step: null,
});
const small: WalkView = {
  linear: 0x24abc,
  ofStep: true,
  refused: false,
  title: { id: '', text: '', parts: [] },
  cr3: 0x8000,
  indices: [
    index('directory', 31, 22, 0),
    index('table', 21, 12, 0x24),
    index('offset', 11, 0, 0xabc),
  ],
  entries: [entry('directory', 0), entry('table', 0x24)],
  physical: 0x24abc,
  frame: 0x24000,
  pageBytes: 4096,
};
const pae: WalkView = {
  ...small,
  indices: [
    index('pointer', 31, 30, 3),
    index('directory', 29, 21, 511),
    index('table', 20, 12, 511),
    index('offset', 11, 0, 4095),
  ],
  entries: [entry('pointer', 3), entry('directory', 511), entry('table', 511)],
};
const large: WalkView = {
  ...small,
  indices: [index('directory', 31, 22, 1), index('offset', 21, 0, 0x3fffff)],
  entries: [entry('directory', 1)],
};

it('sets the tables side by side, CR3 first and the page last, none over the edge', () => {
  for (const walk of [small, pae, large]) {
    const { columns } = walkDrawing(walk);
    expect(columns.map((c) => c.level)).toEqual([
      'cr3',
      ...walk.entries.map((e) => e.level),
      'frame',
    ]);
    for (let i = 1; i < columns.length; i++)
      expect(columns[i]!.x).toBeGreaterThan(columns[i - 1]!.x + columns[i - 1]!.w);
    const last = columns[columns.length - 1]!;
    expect(last.x + last.w).toBeLessThanOrEqual(total + 0.01);
  }
});

it('keeps the selected entry within its table, further down the higher its index', () => {
  for (const walk of [small, pae, large])
    for (const c of walkDrawing(walk).columns) {
      expect(c.band - bandTall / 2).toBeGreaterThanOrEqual(top);
      expect(c.band + bandTall / 2).toBeLessThanOrEqual(top + tall);
    }
  const band = (walk: WalkView) => walkDrawing(walk).columns[1]!.band;
  expect(band(pae)).toBeGreaterThan(band(large));
});

it('leads to the page only where one may be reached, and marks where the way ends', () => {
  expect(walkDrawing(small).arrows).toHaveLength(3);
  expect(walkDrawing(small).end).toBeNull();
  const denied = walkDrawing({
    ...small,
    refused: true,
    entries: [entry('directory', 0, true), entry('table', 0x24)],
  });
  expect(denied.arrows).toHaveLength(2);
  expect(denied.end).not.toBeNull();
  const refused = walkDrawing({
    ...small,
    frame: null,
    physical: null,
    entries: [entry('directory', 0), entry('table', 0x24, true)],
  });
  expect(refused.arrows).toHaveLength(2);
  expect(refused.end!.x).toBeGreaterThan(refused.columns[2]!.x + refused.columns[2]!.w);
  expect(refused.end!.x).toBeLessThan(refused.columns[3]!.x);
});
