import type { FieldView } from '../simulator/protocol';

export interface BitBox {
  field: FieldView;
  x: number;
  w: number;
  row: 0 | 1;
  label: boolean;
}

const total = 339;
const narrowest = 9.5;

/** Where each field of a descriptor's two words is drawn, bit 31 at the left. */
export function bitBoxes(fields: FieldView[]): BitBox[] {
  return [1, 0].flatMap((word, row) => {
    const own = fields.filter((f) => f.word === word).sort((a, b) => b.high - a.high);
    const bits = own.reduce((sum, f) => sum + f.high - f.low + 1, 0) || 32;
    const gap = 1,
      room = total - gap * (own.length - 1);
    const raw = own.map((f) => Math.max(narrowest, (room * (f.high - f.low + 1)) / bits));
    const wide = raw.filter((w) => w > 30).reduce((a, b) => a + b, 0) || 1;
    const over = raw.reduce((a, b) => a + b, 0) - room;
    let x = 0.5;
    return own.map((field, i) => {
      const w = raw[i]! - (raw[i]! > 30 ? (over * raw[i]!) / wide : 0);
      const box: BitBox = {
        field,
        x,
        w,
        row: row as 0 | 1,
        label: field.name !== '0' && field.name.length * 5.6 <= w + 6,
      };
      x += w + gap;
      return box;
    });
  });
}
