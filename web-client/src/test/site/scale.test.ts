import { expect, it } from 'vitest';
import type { View } from '../../main/site/simulator/protocol';
import { Scale, spaced, type Stretch } from '../../main/site/timeline/scale';
import { following, held, moved, within, zoomed } from '../../main/site/timeline/stretch';

it.each([0, 1, 9, 47, 5000, 200_000_000])(
  'finds the step again that it has drawn, of %i',
  (last) => {
    const scale = new Scale(last, 1232);
    for (const step of [0, Math.floor(last / 2), last])
      expect(Math.abs(scale.step(scale.x(step)) - step)).toBeLessThanOrEqual(last / 2000);
  },
);

it.each([10, 47, 999, 200_000_000])('keeps ticks six pixels apart, of %i', (last) => {
  const ticks = new Scale(last, 1232).ticks();
  for (let i = 1; i < ticks.length; i++)
    expect(ticks[i]!.x - ticks[i - 1]!.x).toBeGreaterThanOrEqual(5.99);
  expect(ticks.length).toBeLessThan(300);
});

it('drops the lighter of two labels that touch', () => {
  const table = { of: {}, x: 0, width: 50, weight: 1 },
    fault = { of: {}, x: 40, width: 50, weight: 3 };
  expect([...spaced([table, fault], [])]).toEqual([fault.of]);
});

it('drops a label that a mark would cross', () => {
  expect(spaced([{ of: {}, x: 10, width: 50, weight: 1 }], [30]).size).toBe(0);
});

const view = (step: number, lastStep: number) =>
  ({ step, lastStep, bands: [], marks: [] }) as unknown as View;

it.each([47, 5000, 200_000_000])('keeps a step where it is while zooming, of %i', (last) => {
  const step = Math.floor(last / 3);
  const before = new Scale(last, 1232).x(step);
  const stretch = zoomed(null, last, step, 0.5);
  const scale = new Scale(last, 1232, 6, stretch);
  expect(scale.x(step)).toBeCloseTo(before, 3);
  expect(Math.abs(scale.step(scale.x(step)) - step)).toBeLessThanOrEqual(last / 2000);
  expect(zoomed(stretch, last, step, 4)).toBeNull();
});

it('zooms to a few steps and no further, and has ticks there', () => {
  let stretch: Stretch | null = null;
  for (let i = 0; i < 60; i++) stretch = zoomed(stretch, 83_918, 40_000, 0.5);
  expect(stretch!.end - stretch!.first).toBe(24);
  const ticks = new Scale(83_918, 1232, 6, stretch).ticks();
  expect(ticks.length).toBeGreaterThan(23);
  expect(ticks.every(({ x }) => x >= 6 && x <= 1226)).toBe(true);
});

it('moves along, but not out of time', () => {
  const stretch = zoomed(null, 1000, 500, 0.1);
  expect(moved(stretch, 1000, -100)!.first).toBe(0);
  expect(moved(stretch, 1000, 100)!.end).toBe(1100);
  expect(moved(null, 1000, 1)).toBeNull();
});

it('follows the present out of what it shows', () => {
  const stretch = { first: 100, end: 200 };
  expect(following(stretch, view(150, 1000))).toEqual(stretch);
  expect(following(stretch, view(300, 1000))).toEqual({ first: 220, end: 320 });
  expect(following(stretch, view(0, 1000))).toEqual({ first: 0, end: 100 });
  expect(following(stretch, view(50, 60))).toBeNull();
});

it('draws of a view what lies in the stretch', () => {
  const whole = {
    ...view(150, 1000),
    bands: [
      { from: 0, to: 120, cpl: 0 },
      { from: 120, to: 900, cpl: 3 },
      { from: 900, to: 1000, cpl: 0 },
    ],
    marks: [{ step: 99 }, { step: 100 }, { step: 201 }],
  } as unknown as View;
  const seen = within(whole, { first: 100, end: 200 });
  expect(seen.bands).toEqual([
    { from: 100, to: 120, cpl: 0 },
    { from: 120, to: 200, cpl: 3 },
  ]);
  expect(seen.marks).toEqual([{ step: 100 }]);
});

it('holds the middle while zooming where the present is out of sight', () => {
  const stretch = { first: 1200, end: 2300 };
  expect(held(stretch, 5000)).toBe(1750);
  expect(held(stretch, 1300)).toBe(1300);
  expect(held(null, 5000)).toBe(5000);
  expect(zoomed(stretch, 10_000, held(stretch, 5000), 0.5)).toEqual({ first: 1475, end: 2025 });
});
