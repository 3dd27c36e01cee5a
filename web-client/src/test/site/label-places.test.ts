import { describe, expect, it } from 'vitest';
import { box, place, type Run, type Spot, type Wish } from '../../main/site/picture/plan/label-places';

const run = (text: string): Run => ({ text, tone: '', size: 12, mono: true, bold: false });
const wish = (text: string, spots: Spot[], needed = false): Wish => ({ of: text, gate: null, lines: [[run(text)]], spots, needed });
const here: Spot = { x: 10, y: 20, anchor: 'start' }, below: Spot = { x: 10, y: 60, anchor: 'start' };
const page = { x: 0, y: 0, w: 100, h: 100 };

describe('the places of words', () => {
  it('gives the first that asks its best spot, and the next one another', () => {
    expect(place([wish('int', [here, below]), wish('0x30', [here, below])], [], page).map((l) => l.y)).toEqual([20, 60]);
  });

  it('covers no thing', () => {
    expect(place([wish('int', [here, below])], [{ x: 0, y: 0, w: 100, h: 30 }], page).map((l) => l.y)).toEqual([60]);
  });

  it('leaves out what finds no place, unless it is needed', () => {
    const full = [page];
    expect(place([wish('ring 2', [here])], full, page)).toEqual([]);
    expect(place([wish('cli', [here], true)], full, page)).toHaveLength(1);
  });

  it('prefers to cover something to leaving the drawing', () => {
    const outside: Spot = { x: 98, y: 20, anchor: 'start' };
    expect(place([wish('cli', [outside, here], true)], [{ x: 0, y: 0, w: 20, h: 100 }], page)[0]!.x).toBe(10);
  });

  it('sets a word to the left of its spot, in the middle or to the right', () => {
    const at = (anchor: Spot['anchor']) => box([[run('cli')]], { x: 50, y: 20, anchor }).x;
    expect([at('start') > at('middle'), at('middle') > at('end')]).toEqual([true, true]);
  });
});
