import { describe, expect, it } from 'vitest';
import { places } from '../../main/site/picture/places';
import {
  box,
  meet,
  place,
  type Run,
  type Spot,
  type Wish,
} from '../../main/site/picture/plan/label-places';
import { planLabels } from '../../main/site/picture/plan/labels';
import { rings } from './views';

const run = (text: string): Run => ({ text, tone: '', size: 12, mono: true, bold: false });
const wish = (text: string, spots: Spot[], needed = false): Wish => ({
  of: text,
  gate: null,
  lines: [[run(text)]],
  spots,
  needed,
});
const here: Spot = { x: 10, y: 20, anchor: 'start' },
  below: Spot = { x: 10, y: 60, anchor: 'start' };
const page = { x: 0, y: 0, w: 100, h: 100 };

describe('the places of words', () => {
  it('gives the first that asks its best spot, and the next one another', () => {
    expect(
      place([wish('int', [here, below]), wish('0x30', [here, below])], [], page).map((l) => l.y),
    ).toEqual([20, 60]);
  });

  it('covers no thing', () => {
    expect(
      place([wish('int', [here, below])], [{ x: 0, y: 0, w: 100, h: 30 }], page).map((l) => l.y),
    ).toEqual([60]);
  });

  it('leaves out what finds no place, unless it is needed', () => {
    const full = [page];
    expect(place([wish('ring 2', [here])], full, page)).toEqual([]);
    expect(place([wish('cli', [here], true)], full, page)).toHaveLength(1);
  });

  it('prefers to cover something to leaving the drawing', () => {
    const outside: Spot = { x: 98, y: 20, anchor: 'start' };
    expect(
      place([wish('cli', [outside, here], true)], [{ x: 0, y: 0, w: 20, h: 100 }], page)[0]!.x,
    ).toBe(10);
  });

  it('sets a word to the left of its spot, in the middle or to the right', () => {
    const at = (anchor: Spot['anchor']) => box([[run('cli')]], { x: 50, y: 20, anchor }).x;
    expect([at('start') > at('middle'), at('middle') > at('end')]).toEqual([true, true]);
  });
});

describe('the words of the plan', () => {
  const named: Record<number, string> = {
    6: 'end_program',
    8: 'end_program',
    0x38: 'call_service',
    0x40: 'call_service',
  };
  const first = rings({
    gates: rings().gates.map((g) => ({
      ...g,
      label: `0x${g.id.toString(16).padStart(2, '0')}`,
      target: named[g.id] ?? g.target,
      word: { id: 'gate', text: g.open ? 'open to ring 3' : 'closed to ring 3', parts: [] },
    })),
  });
  const at = places(first, 447, 372);
  const { labels } = planLabels(first, at);
  const label = (of: string, text: string) =>
    labels.find((l) => l.of === of && l.lines[0]![0]!.text.includes(text))!;

  it('leave the lane to the instruction where one opening carries two numbers', () => {
    const lane = { x: at.lane[0]!.x - 8, y: 0, w: 16, h: 372 };
    expect(meet(label('gate', '0x06').box, lane)).toBe(false);
  });

  it.each([4, 20])('leave the lane free where one opening carries %i numbers', (count) => {
    const shut = first.gates.find((g) => !g.open)!;
    const many = rings({
      gates: Array.from({ length: count }, (_, i) => ({
        ...shut,
        id: i,
        label: `0x${i.toString(16).padStart(2, '0').toUpperCase()}`,
        usedNow: i === count - 1,
      })),
    });
    const where = places(many, 447, 372);
    const words = planLabels(many, where).labels.find((l) => l.of === 'gate')!;
    expect(meet(words.box, { x: where.lane[0]!.x - 8, y: 0, w: 16, h: 372 })).toBe(false);
    const numbers = words.lines.map((line) => line[0]!.text).join(' ');
    expect(numbers).toContain(count === 4 ? '0x00 0x01 0x02 0x03' : '0x13 0x00 0x01 +17');
  });

  it('keep the names of two handlers apart', () => {
    const service = label('handler', 'service').box,
      called = label('handler', 'call_service').box;
    expect(called.y - (service.y + service.h)).toBeGreaterThan(6);
  });
});
