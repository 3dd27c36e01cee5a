import { expect, it } from 'vitest';
import { Scale, spaced } from '../../main/site/timeline/scale';

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
