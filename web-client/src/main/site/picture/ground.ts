import type { GateView, RegionView } from '../simulator/protocol';

export interface Point {
  x: number;
  y: number;
}
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}
export type Wall = 'west' | 'south';

/** A gate in its wall. Gates that lead to the same handler on the same terms share one opening. */
export interface GatePlace {
  gates: GateView[];
  wall: Wall;
  /** Where the opening's middle meets the outer face. */
  mouth: Point;
  /** Where the passage ends, at the handler. */
  handler: Point;
  /** The ring that it leads to; 3 for conforming code, which lies outside the walls. */
  ring: number;
  open: boolean;
  usedNow: boolean;
}

/**
 * A door out of a wall, for a return that goes by no gate. It is there for the step that takes it.
 */
export interface Door {
  wall: Wall;
  of: 'outer' | 'inner';
  /** Where its middle is, along the wall. */
  at: number;
}

export interface HousePlace {
  region: RegionView;
  rect: Rect;
  /** Its gates say what it is. */
  unnamed?: boolean;
}

/** Where everything stands, in CSS pixels. Both skins draw from these, so they cannot disagree. */
export interface Places {
  width: number;
  height: number;
  narrow: boolean;
  /** Some outer ring has a segment: only then is there anything to wall off. */
  walled: boolean;
  outer: Rect;
  kerb: Rect;
  inner: Rect;
  court: Rect;
  gates: GatePlace[];
  hidden: Partial<Record<Wall, number>>;
  houses: HousePlace[];
  /** The way from the code house to the wall. */
  lane: Point[];
  /** The walk in the court. */
  walk: Point[];
  /** The same in rings 1 and 2, in the south between their walls. */
  walks: Partial<Record<number, Point[]>>;
  stones: { at: Point; text: string; ring: number }[];
  actor: Point | null;
  refusal: { cross: Point; box: Rect } | null;
  crossing: Point[] | null;
  doors: Door[];
}

export const measures = {
  outerWall: 8,
  walk: 21,
  kerb: 3,
  innerWall: 7,
  opening: 26,
  door: 14,
  house: { w: 44, h: 26 },
  column: 48,
  boxHeight: 47,
} as const;

/** From the outer face of the walls to the middle of the ground of rings 1 and 2. */
export const middle: Partial<Record<number, number>> = {
  1: measures.outerWall + 1.5 * measures.walk + measures.kerb,
  2: measures.outerWall + measures.walk / 2,
};
/** Conforming code has a house of its own at the outside of the south wall. */
export const library = { w: 120, h: 30 } as const;

export const inset = (r: Rect, by: number): Rect => ({
  x: r.x + by,
  y: r.y + by,
  w: r.w - 2 * by,
  h: r.h - 2 * by,
});
export const right = (r: Rect): number => r.x + r.w;
export const bottom = (r: Rect): number => r.y + r.h;

export const libraryAt = (outer: Rect): Rect => ({
  x: right(outer) - library.w,
  y: bottom(outer),
  ...library,
});
