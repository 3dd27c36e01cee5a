import { describe, expect, it } from 'vitest';
import { mips } from '../../main/site/runs/side';

const side = (instructions: number, millis: number) => ({
  steps: instructions,
  instructions,
  digest: '',
  millis,
});

describe('the speed of a run', () => {
  it('is not told where the clock measures only itself', () => {
    expect(mips(side(46, 0))).toBeNull();
    expect(mips(side(200_000, 0.4))).toBeNull();
  });

  it('is not told where making the machine took the time', () => {
    expect(mips(side(46, 80))).toBeNull();
  });

  it('is in millions of instructions a second', () => {
    expect(mips(side(2_000_000, 10))).toBe(200);
  });
});
