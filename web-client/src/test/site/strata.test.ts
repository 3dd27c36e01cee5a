import { expect, test } from 'vitest';
import { hiddenBytes, mostShafts, shaft, shaftsOf } from '../../main/site/kernel/strata';
import type { LayeredPathView, OverlayView } from '../../main/site/simulator/kernel-views';

const file = (layer: number, bytes = 1) => ({ layer, kind: 'file' as const, bytes });
const whiteout = { layer: 0, kind: 'whiteout' as const, bytes: 0 };
const overlay = (rows: LayeredPathView[]): OverlayView => ({
  place: '/m',
  layers: ['u', 'a', 'b'].map((name) => ({ name, writable: name === 'u', files: 0, bytes: 0 })),
  rows,
  moreRows: 0,
});

test('the look ends at the layer that answers, and what is below is not seen', () => {
  const found = shaft({ path: '/a', says: [file(1), file(2)], answers: 1 });
  expect(found.ends).toBe(1);
  expect(found.hidden).toEqual([file(2)]);
});

test('a whiteout ends it, and is no answer', () => {
  const found = shaft({ path: '/a', says: [whiteout, file(2)], answers: -1 });
  expect(found.stop).toEqual(whiteout);
  expect(found.hidden).toEqual([file(2)]);
});

test('below a directory that hides, nothing meets the eye', () => {
  const found = shaft({ path: '/d/a', says: [file(2)], answers: -1 });
  expect(found).toMatchObject({ ends: -1, stop: null, hidden: [file(2)] });
});

test('those that tell of layers are drawn first', () => {
  const plain = Array.from({ length: 9 }, (_, i) => ({
    path: `/p${i}`,
    says: [file(2)],
    answers: 2,
  }));
  const copied = { path: '/z', says: [file(0), file(2)], answers: 0 };
  const drawn = shaftsOf(overlay([...plain, copied]));
  expect(drawn).toHaveLength(mostShafts);
  expect(drawn.at(-1)?.path).toBe('/z');
});

test('what is hidden is still there', () => {
  const rows = [
    { path: '/a', says: [whiteout, file(2, 700)], answers: -1 },
    { path: '/b', says: [file(0, 5), file(1, 4)], answers: 0 },
    { path: '/c', says: [file(2, 9)], answers: 2 },
  ];
  expect(hiddenBytes(overlay(rows))).toBe(704);
});
