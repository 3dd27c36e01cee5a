import { expect, it } from 'vitest';
import { bitBoxes } from '../../main/site/inspect/bit-drawing';
import type { FieldView } from '../../main/site/simulator/protocol';

const field = (word: 0 | 1, high: number, low: number): FieldView => ({
  name: 'x',
  word,
  high,
  low,
  value: 0,
  text: '0',
  path: null,
  asked: false,
  spoken: '',
});

it('draws both words at the same width, bit 31 at the left, without overlap', () => {
  const gate = [
    field(1, 31, 16),
    field(1, 15, 15),
    field(1, 14, 13),
    field(1, 12, 8),
    field(1, 7, 0),
    field(0, 31, 16),
    field(0, 15, 0),
  ];
  const segment = [
    field(1, 31, 24),
    ...[23, 22, 21, 20].map((b) => field(1, b, b)),
    field(1, 19, 16),
    field(1, 15, 15),
    field(1, 14, 13),
    field(1, 12, 12),
    field(1, 11, 8),
    field(1, 7, 0),
    field(0, 31, 16),
    field(0, 15, 0),
  ];
  for (const fields of [gate, segment])
    for (const row of [0, 1]) {
      const boxes = bitBoxes(fields).filter((b) => b.row === row);
      for (let i = 1; i < boxes.length; i++)
        expect(boxes[i]!.x).toBeGreaterThanOrEqual(boxes[i - 1]!.x + boxes[i - 1]!.w);
      const last = boxes[boxes.length - 1]!;
      expect(last.x + last.w).toBeCloseTo(339.5, 0);
    }
});
