import { describe, expect, it } from 'vitest';
import { along, places, wallOf, type Rect } from '../../main/site/picture/places';
import { gate, rings } from './views';

const sizes: [number, number][] = [[447, 372], [390, 372], [390, 344], [819, 376], [700, 600]];
const inside = (r: Rect, x: number, y: number) => x >= r.x && x <= r.x + r.w && y >= r.y && y <= r.y + r.h;

describe('the places of the rings', () => {
  it.each(sizes)('keeps walls, houses and the check within %i × %i', (width, height) => {
    const refusal = { rule: 'x', gate: null, compare: [1, 2, 3].map((value) => ({ name: 'CPL', value, relation: null, failed: false, asked: true })) };
    const at = places(rings({ refusal, actor: { ...rings().actor!, place: 'wall' } }), width, height);
    for (const r of [at.outer, at.court, at.refusal!.box, ...at.houses.map((h) => h.rect)]) {
      expect(r.x).toBeGreaterThanOrEqual(0);
      expect(r.y).toBeGreaterThanOrEqual(0);
      expect(r.x + r.w).toBeLessThanOrEqual(width);
      expect(r.y + r.h).toBeLessThanOrEqual(height);
    }
  });

  it.each(sizes)('leads every passage straight into the court at %i × %i', (width, height) => {
    const at = places(rings(), width, height);
    expect(at.gates.flatMap((g) => g.gates).length + Object.values(at.hidden).reduce((a, b) => a + b, 0)).toBe(6);
    for (const g of at.gates) {
      expect(inside(at.court, g.handler.x, g.handler.y)).toBe(true);
      expect(g.wall === 'west' ? g.mouth.y === g.handler.y : g.mouth.x === g.handler.x).toBe(true);
    }
  });

  it('keeps a gate where it is when its DPL is set', () => {
    const before = places(rings(), 447, 372), shut = rings();
    const opened = { ...shut, gates: shut.gates.map((g) => (g.id === 0x30 ? { ...g, dpl: 3, open: true } : g)) };
    expect(places(opened, 447, 372).gates.map((g) => g.mouth)).toEqual(before.gates.map((g) => g.mouth));
  });

  it('draws no gate that no descriptor describes', () => {
    expect(places(rings({ gates: [] }), 447, 372).gates).toEqual([]);
  });

  it('keeps the gate in use when a wall is full', () => {
    const many = Array.from({ length: 20 }, (_, i) => gate(i, 'interrupt', 0, `handler${i}`));
    many[17]!.usedNow = true;
    const at = places(rings({ gates: many }), 447, 372);
    expect(at.gates.some((g) => g.usedNow)).toBe(true);
    expect(at.hidden.west).toBe(20 - at.gates.length);
  });

  it('gives call gates a wall of their own', () => {
    expect(wallOf(gate(0x38, 'call', 0, 'a'))).toBe('south');
    expect(wallOf(gate(0x30, 'interrupt', 0, 'a'))).toBe('west');
  });

  it('walks a crossing from the village through the mouth to where the instruction stands', () => {
    const inward = rings({ cpl: 0, crossing: { from: 3, to: 0, gate: 0x40, by: 'call gate' }, actor: { ...rings().actor!, ring: 0, place: 'court' } });
    const at = places(inward, 447, 372);
    const way = at.crossing!;
    const mouth = at.gates.find((g) => g.gates[0]!.id === 0x40)!.mouth;
    expect(way[0]).toEqual(along(at.lane, 1));
    expect(way).toContainEqual(mouth);
    expect(way[way.length - 1]).toEqual(at.actor);
  });
});

describe('a point along a path', () => {
  it('goes from its begin to its end', () => {
    const path = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }];
    expect(along(path, 0)).toEqual({ x: 0, y: 0 });
    expect(along(path, 0.75)).toEqual({ x: 10, y: 5 });
    expect(along(path, 1)).toEqual({ x: 10, y: 10 });
  });
});
