import { describe, expect, it } from 'vitest';
import { depthOf, gaugeOf, nameOf } from '../../main/site/kernel/limits';
import type { GroupView } from '../../main/site/simulator/kernel-views';

const group = (path: string): GroupView => ({ path, members: [], frozen: false, microseconds: 0 });

describe('the gauge of a limit', () => {
  it('is missing where nothing bounds', () => {
    expect(gaugeOf(3, 5, undefined)).toBeNull();
  });

  it('shows what is used now and what was used once', () => {
    expect(gaugeOf(3, 6, 12)).toEqual({ used: 25, peak: 50, full: false });
  });

  it('is full at the limit, and never longer than it', () => {
    expect(gaugeOf(14, 14, 12)).toEqual({ used: 100, peak: 100, full: true });
    expect(gaugeOf(0, 0, 0)).toEqual({ used: 100, peak: 100, full: true });
  });
});

it('a group has the last part of its path as name', () => {
  expect([nameOf(group('/box/inner')), depthOf(group('/box/inner'))]).toEqual(['inner', 2]);
  expect(depthOf(group('/'))).toBe(0);
});
