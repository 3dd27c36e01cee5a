import { describe, expect, it } from 'vitest';
import { keyName, kindOf, nearest, place, reasons, words } from '../../main/site/machine/marks';
import type { Mark } from '../../main/site/machine/protocol';

const plain: Mark = {
  step: 0,
  millis: 0,
  own: false,
  keys: [],
  serial: '',
  reset: false,
  more: 0,
};
const mark = (some: Partial<Mark>): Mark => ({ ...plain, ...some });

describe('marks of the PC', () => {
  it('are named by step, time and what happened', () => {
    expect(words(mark({ step: 12345, millis: 1500, keys: ['KeyA'] }))).toBe(
      'Step 12,345, 1.500 s: key A',
    );
    expect(reasons(mark({ keys: ['ControlLeft', 'AltLeft', 'Delete'], own: true }))).toBe(
      'marked by you, keys ControlLeft AltLeft Delete',
    );
    expect(reasons(mark({ serial: 'ls\r\x03', more: 1200 }))).toBe(
      'serial line “ls↵\\x03”, and 1,200 more close to it',
    );
    expect(reasons(mark({ wrote: { address: 0x7c00, bytes: 4 }, reset: true }))).toBe(
      'before the last write to 4 bytes at 0x7C00, reset',
    );
  });

  it('name letters and digits without what browsers put before them', () => {
    expect(['KeyZ', 'Digit7', 'Enter', 'F1'].map(keyName)).toEqual(['Z', '7', 'Enter', 'F1']);
  });

  it('are drawn as what weighs most', () => {
    const all = mark({
      own: true,
      wrote: { address: 0, bytes: 1 },
      reset: true,
      serial: 'x',
      keys: ['KeyA'],
    });
    const { wrote, ...unasked } = all;
    expect(wrote).toBeDefined();
    expect(kindOf(all)).toBe('own');
    expect(kindOf({ ...all, own: false })).toBe('wrote');
    expect(kindOf({ ...unasked, own: false })).toBe('reset');
    expect(kindOf({ ...unasked, own: false, reset: false })).toBe('serial');
    expect(kindOf(mark({ keys: ['KeyA'] }))).toBe('key');
  });

  it('stand where the slider has their time', () => {
    expect(place(mark({ millis: 250 }), 1000)).toBe(25);
    expect(place(mark({ millis: 0 }), 0)).toBe(0);
  });

  it('are hit by the nearest click, or by none', () => {
    const marks = [mark({ step: 1, millis: 100 }), mark({ step: 2, millis: 120 })];
    expect(nearest(marks, 11.5, 2, 1000)?.step).toBe(2);
    expect(nearest(marks, 9, 2, 1000)?.step).toBe(1);
    expect(nearest(marks, 20, 2, 1000)).toBeNull();
  });
});
