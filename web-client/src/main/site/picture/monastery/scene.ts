import type { RingsView } from '../../simulator/protocol';
import {
  bottom,
  measures,
  right,
  type GatePlace,
  type Places,
  type Rect,
  type Wall,
} from '../ground';
import { places } from '../places';
import { Projection, type Solid } from './projection';

export const height = {
  outer: 30,
  inner: 24,
  tower: 43,
  spire: 27,
  church: 30,
  ridge: 54,
  house: 14,
  chest: 9,
  houseRidge: 27,
} as const;
/** The leaves of an open gate stand out of its tower. */
const beforeLeaves = 18;
export const slabEdge = 20;

export interface Scene {
  at: Places;
  projection: Projection;
  width: number;
  height: number;
  slab: boolean;
}

/**
 * The plan's own coordinates, projected to fit the frame. On a slab the ground ends and bedrock
 * shows.
 */
export function scene(rings: RingsView, width: number, frameHeight: number, slab: boolean): Scene {
  const at = places(rings, 500, 392, beforeLeaves);
  const small = width < 480;
  const { outer } = at;
  const corners: Solid[] = slab
    ? slabCorners(at)
    : [
        { x: outer.x, y: outer.y, z: 0 },
        { x: outer.x + outer.w, y: outer.y, z: 46 },
        { x: outer.x + outer.w, y: outer.y + outer.h, z: 0 },
        ...at.houses
          .filter((h) => h.region.ring === 3)
          .flatMap(({ rect: r }) => [
            { x: r.x, y: r.y, z: 20 },
            { x: r.x, y: r.y + r.h, z: 0 },
            { x: r.x + r.w + 8, y: r.y + r.h + 8, z: 0 },
          ]),
        { x: 30, y: 52, z: 20 },
        { x: 42, y: outer.y + outer.h + 58, z: 0 },
      ];
  const side = small ? 12 : slab ? 36 : 56;
  const frame: Rect = {
    x: side,
    y: slab ? 30 : 34,
    w: width - 2 * side,
    h: frameHeight - (slab ? 42 : 46),
  };
  return { at, projection: Projection.fit(corners, frame), width, height: frameHeight, slab };
}

export const slabRect = (at: Places): Rect => ({
  x: 8,
  y: at.outer.y - 20,
  w: at.outer.x + at.outer.w + 20 - 8,
  h: at.outer.h + 110,
});

function slabCorners(at: Places): Solid[] {
  const r = slabRect(at);
  return [
    { x: r.x, y: r.y, z: 0 },
    { x: r.x + r.w, y: r.y, z: 10 },
    { x: r.x + r.w, y: r.y + r.h, z: 0 },
    { x: r.x, y: r.y + r.h, z: -slabEdge },
  ];
}

/** Half of a gate tower's width. */
export const towerHalf = 15;

/** Where the tower of a gate stands. */
export const towerOf = ({ wall, mouth: { x, y } }: GatePlace): Rect =>
  wall === 'west'
    ? { x: x - 5, y: y - towerHalf, w: 19, h: 2 * towerHalf }
    : { x: x - towerHalf, y: y - 14, w: 2 * towerHalf, h: 19 };

/** A stretch of a wall between its openings. */
export interface Stretch {
  wall: Wall;
  from: number;
  to: number;
  rect: Rect;
}

/** What of the walls that face us is left between towers, passages and doors. */
export function stretches(at: Places, of: 'outer' | 'inner'): Stretch[] {
  const r = at[of],
    thick = of === 'outer' ? measures.outerWall : measures.innerWall;
  const half = of === 'outer' ? towerHalf : measures.opening / 2;
  const through = at.gates.filter((g) => (of === 'outer' ? g.ring !== 3 : g.ring === 0));
  const gaps = (wall: Wall): [number, number][] => [
    ...through
      .filter((g) => g.wall === wall)
      .map((g): [number, number] => [wall === 'west' ? g.mouth.y : g.mouth.x, half]),
    ...at.doors
      .filter((d) => d.wall === wall && d.of === of)
      .map((d): [number, number] => [d.at, measures.door / 2]),
  ];
  return [
    ...between(r.y, bottom(r), gaps('west')).map(([from, to]): Stretch => ({
      wall: 'west',
      from,
      to,
      rect: { x: r.x, y: from, w: thick, h: to - from },
    })),
    ...between(r.x, right(r), gaps('south')).map(([from, to]): Stretch => ({
      wall: 'south',
      from,
      to,
      rect: { x: from, y: bottom(r) - thick, w: to - from, h: thick },
    })),
  ];
}

function between(from: number, to: number, gaps: [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  let start = from;
  for (const [middle, half] of gaps.slice().sort((a, b) => a[0] - b[0])) {
    if (middle - half > start) result.push([start, middle - half]);
    start = Math.max(start, middle + half);
  }
  if (start < to) result.push([start, to]);
  return result;
}

export const churchAt = (court: Rect): Rect => ({
  x: court.x + court.w - 68,
  y: court.y + 12,
  w: 52,
  h: 30,
});

/** The kernel's own stack. */
export const chestAt = (rect: Rect): Rect => ({ ...rect, w: 16, h: 12 });
