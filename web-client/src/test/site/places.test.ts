import { describe, expect, it } from 'vitest';
import type { Places, Rect } from '../../main/site/picture/ground';
import { places, wallOf } from '../../main/site/picture/places';
import { along } from '../../main/site/picture/ways';
import type { RegionView } from '../../main/site/simulator/protocol';
import { gate, rings } from './views';

const sizes: [number, number][] = [
  [447, 372],
  [390, 372],
  [390, 344],
  [819, 376],
  [700, 600],
];
const inside = (r: Rect, x: number, y: number) =>
  x >= r.x && x <= r.x + r.w && y >= r.y && y <= r.y + r.h;

describe('the places of the rings', () => {
  it.each(sizes)('keeps walls, houses and the check within %i × %i', (width, height) => {
    const refusal = {
      rule: 'x',
      gate: null,
      compare: [1, 2, 3].map((value) => ({
        name: 'CPL',
        value,
        relation: null,
        failed: false,
        asked: true,
      })),
    };
    const at = places(
      rings({ refusal, actor: { ...rings().actor!, place: 'wall' } }),
      width,
      height,
    );
    for (const r of [at.outer, at.court, at.refusal!.box, ...at.houses.map((h) => h.rect)]) {
      expect(r.x).toBeGreaterThanOrEqual(0);
      expect(r.y).toBeGreaterThanOrEqual(0);
      expect(r.x + r.w).toBeLessThanOrEqual(width);
      expect(r.y + r.h).toBeLessThanOrEqual(height);
    }
  });

  it.each(sizes)('leads every passage straight into the court at %i × %i', (width, height) => {
    const at = places(rings(), width, height);
    expect(
      at.gates.flatMap((g) => g.gates).length + Object.values(at.hidden).reduce((a, b) => a + b, 0),
    ).toBe(6);
    for (const g of at.gates) {
      expect(inside(at.court, g.handler.x, g.handler.y)).toBe(true);
      expect(g.wall === 'west' ? g.mouth.y === g.handler.y : g.mouth.x === g.handler.x).toBe(true);
    }
  });

  it('keeps a gate where it is when its DPL is set', () => {
    const before = places(rings(), 447, 372),
      shut = rings();
    const opened = {
      ...shut,
      gates: shut.gates.map((g) => (g.id === 0x30 ? { ...g, dpl: 3, open: true } : g)),
    };
    expect(places(opened, 447, 372).gates.map((g) => g.mouth)).toEqual(
      before.gates.map((g) => g.mouth),
    );
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

  describe('rings between the village and the court', () => {
    const between = (at: Places, y: number) =>
      y > at.inner.y + at.inner.h && y < at.kerb.y + at.kerb.h;
    const driver = { ...gate(0x40, 'call', 3, 'print'), targetRing: 1, usedNow: true };
    const inside = { ...rings().actor!, ring: 1 as const, place: 'home' as const };

    it('end their gates there, and hold the instruction', () => {
      const at = places(
        rings({
          cpl: 1,
          usedRings: [0, 1, 3],
          gates: [driver],
          actor: inside,
          crossing: { from: 3, to: 1, gate: 0x40, by: 'call gate' },
        }),
        700,
        600,
      );
      expect(between(at, at.gates[0]!.handler.y)).toBe(true);
      expect(between(at, at.actor!.y)).toBe(true);
      expect(at.crossing).toContainEqual(at.gates[0]!.handler);
    });

    it.each([null, 13])('stop what is refused at the inner wall, by gate %s', (by) => {
      const refusal = {
        rule: 'x',
        gate: by,
        compare: [{ name: 'CPL', value: 1, relation: null, failed: true, asked: true }],
      };
      const at = places(
        rings({
          cpl: 1,
          usedRings: [0, 1, 3],
          gates: [driver, gate(13, 'interrupt', 0, 'refused')],
          actor: { ...inside, place: by === null ? 'wall' : 'gate', gate: by },
          refusal,
        }),
        700,
        600,
      );
      expect(between(at, at.actor!.y)).toBe(true);
      expect(Math.abs(at.refusal!.cross.y - (at.inner.y + at.inner.h))).toBeLessThan(6);
    });
  });

  it('builds conforming code outside the walls, with its gates', () => {
    const library: RegionView = {
      name: 'library',
      ring: 3,
      base: 0,
      limit: 0xffff,
      address: 0,
      file: null,
    };
    const at = places(
      rings({
        gates: [{ ...gate(0x40, 'call', 3, 'double'), targetRing: 3 }],
        regions: [library],
        actor: { ...rings().actor!, place: 'library' },
      }),
      447,
      372,
    );
    const house = at.houses[0]!.rect;
    expect(house.y).toBe(at.outer.y + at.outer.h);
    expect(inside(house, at.gates[0]!.handler.x, at.gates[0]!.handler.y)).toBe(true);
    expect(inside(house, at.actor!.x, at.actor!.y)).toBe(true);
  });

  it('walks a crossing from the village through the mouth to where the instruction stands', () => {
    const inward = rings({
      cpl: 0,
      crossing: { from: 3, to: 0, gate: 0x40, by: 'call gate' },
      actor: { ...rings().actor!, ring: 0, place: 'court' },
    });
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
    const path = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
    ];
    expect(along(path, 0)).toEqual({ x: 0, y: 0 });
    expect(along(path, 0.75)).toEqual({ x: 10, y: 5 });
    expect(along(path, 1)).toEqual({ x: 10, y: 10 });
  });
});
