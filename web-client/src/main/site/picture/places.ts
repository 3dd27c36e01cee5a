import type { ActorView, GateView, RegionView, RingsView } from '../simulator/protocol';

export interface Point { x: number; y: number }
export interface Rect { x: number; y: number; w: number; h: number }
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

export interface HousePlace { region: RegionView; rect: Rect }

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
}

export const measures = { outerWall: 8, walk: 21, kerb: 3, innerWall: 7, opening: 26, house: { w: 44, h: 26 }, column: 48, boxHeight: 47 } as const;

/** From the outer face of the walls to the middle of the ground of rings 1 and 2. */
const middle: Partial<Record<number, number>> = { 1: measures.outerWall + 1.5 * measures.walk + measures.kerb, 2: measures.outerWall + measures.walk / 2 };
/** Conforming code has a house of its own at the outside of the south wall. */
const library = { w: 120, h: 30 } as const;

const { outerWall, walk, kerb, innerWall, opening } = measures;
const depth = outerWall + walk + kerb + walk + innerWall;
const labelWidth = 98;
/** More of it where an opening carries two numbers. */
const secondNumber = 4;
const codeY = 52;
/** Free ground north of the walls. */
const above = 20;

const inset = (r: Rect, by: number): Rect => ({ x: r.x + by, y: r.y + by, w: r.w - 2 * by, h: r.h - 2 * by });
const right = (r: Rect): number => r.x + r.w;
const bottom = (r: Rect): number => r.y + r.h;

/** Gates of the IDT share the west wall; call and task gates, which the GDT holds, are in the south. */
export function wallOf(gate: GateView): Wall {
  return gate.kind === 'call' || gate.kind === 'task' ? 'south' : 'west';
}

export function places(rings: RingsView, width: number, height: number): Places {
  const narrow = width < 430;
  const openings = group(rings.gates);
  const houseX = narrow ? 8 : 34;
  const laneX = houseX + measures.house.w / 2;
  const sideMargin = narrow ? 14 : 27;
  const westMargin = laneX + 8 + labelWidth + (narrow || openings.every((o) => o.gates.length < 2) ? 0 : secondNumber) + 10;
  const below = openings.some((o) => o.wall === 'south') ? 92 : 76;
  const size = Math.max(depth * 2 + 44, Math.min(height - above - below, width - westMargin - sideMargin));
  const outer: Rect = { x: Math.round(Math.max(westMargin, Math.min(width - sideMargin - size, (width - size) / 2 + 70))), y: above, w: size, h: size };
  const court = inset(outer, depth);
  const laneY = bottom(outer) - Math.round(size * 0.17);
  const wallX = outer.x;
  const lane: Point[] = [{ x: laneX, y: codeY + measures.house.h }, { x: laneX, y: laneY }, { x: wallX - 18, y: laneY }];
  const { placed, hidden } = placeGates(openings, outer, court, laneY);
  const walkY = walkBetween(placed, court);
  const courtWalk: Point[] = [{ x: court.x + 22, y: walkY }, { x: court.x + court.w * 0.52, y: walkY }];
  const base: Places = {
    width, height, narrow, walled: rings.usedRings.some((ring) => ring > 0), outer, court, lane, hidden,
    kerb: inset(outer, outerWall + walk), inner: inset(outer, outerWall + 2 * walk + kerb),
    gates: placed, houses: houses(rings.regions, houseX, outer, court, walkY), walk: courtWalk,
    walks: Object.fromEntries([1, 2].map((ring) => [ring, [court.x + 22, court.x + court.w * 0.8].map((x) => ({ x, y: bottom(outer) - middle[ring]! }))])),
    stones: [], actor: null, refusal: null, crossing: null,
  };
  if (rings.actor) Object.assign(base, standing(rings.actor, base));
  base.refusal = refusal(rings, base);
  if (base.refusal && rings.refusal?.gate != null && base.actor && rings.actor?.ring === 3) base.actor = beforeMouth(gateAt(base, rings.refusal.gate), base.actor);
  base.crossing = crossing(rings, base);
  return base;
}

/** Gates with one handler, one DPL and one kind open together; each keeps its own number. */
function group(gates: GateView[]): { wall: Wall; gates: GateView[] }[] {
  const groups = new Map<string, { wall: Wall; gates: GateView[] }>();
  for (const gate of gates) {
    const wall = wallOf(gate);
    const key = wall === 'west' ? `${wall} ${gate.target} ${gate.dpl} ${gate.kind}` : `${wall} ${gate.id}`;
    const known = groups.get(key);
    if (known) known.gates.push(gate);
    else groups.set(key, { wall, gates: [gate] });
  }
  return [...groups.values()];
}

function placeGates(openings: { wall: Wall; gates: GateView[] }[], outer: Rect, court: Rect, laneY: number): { placed: GatePlace[]; hidden: Places['hidden'] } {
  const placed: GatePlace[] = [];
  const hidden: Places['hidden'] = {};
  for (const wall of ['west', 'south'] as const) {
    const all = openings.filter((o) => o.wall === wall && !isLibrary(o));
    const room = roomOn(wall, court, laneY, openings.some((o) => o.wall === 'south'));
    const kept = keep(all, room.most);
    if (kept.length < all.length) hidden[wall] = all.slice().filter((o) => !kept.includes(o)).reduce((sum, o) => sum + o.gates.length, 0);
    kept.forEach((o, i) => {
      const along = room.from + (kept.length === 1 ? room.single : (i * room.length) / Math.max(1, kept.length - 1));
      placed.push(opened(o, ends(wall, along, o.gates[0]!.targetRing, outer, court)));
    });
  }
  const { x, y, w, h } = libraryAt(outer);
  const doors = openings.filter(isLibrary);
  doors.forEach((o, i) => {
    const along = x + (w * (i + 1)) / (doors.length + 1);
    placed.push(opened({ ...o, wall: 'south' }, { mouth: { x: along, y: y + h }, handler: { x: along, y: y + 10 } }));
  });
  return { placed, hidden };
}

const opened = (o: { wall: Wall; gates: GateView[] }, where: { mouth: Point; handler: Point }): GatePlace => ({
  ...o, ...where, ring: o.gates[0]!.targetRing, open: o.gates.some((g) => g.open), usedNow: o.gates.some((g) => g.usedNow),
});

const isLibrary = (o: { gates: GateView[] }): boolean => o.gates[0]!.targetRing === 3;
const libraryAt = (outer: Rect): Rect => ({ x: right(outer) - library.w, y: bottom(outer), ...library });

/** The stretch of a wall where a straight passage reaches the court, and how many openings it takes. */
function roomOn(wall: Wall, court: Rect, laneY: number, southToo: boolean): { from: number; length: number; most: number; single: number } {
  const half = opening / 2 + 1;
  if (wall === 'south') return { from: court.x + half, length: court.w - 2 * half, most: Math.floor((court.w - 2 * half) / 78) + 1, single: court.w / 2 - half };
  const whole = Math.max(0, Math.min(court.h - 2 * half, laneY - 44 - court.y - half));
  const length = southToo ? shortened(whole) : whole;
  return { from: court.y + half, length, most: Math.floor(length / 35) + 1, single: Math.min(length, 18) };
}

/** Keeps the last handler's name apart from those in the south, where that costs no opening. */
function shortened(length: number): number {
  const shorter = length - 12;
  return Math.floor(shorter / 35) === Math.floor(length / 35) ? shorter : length;
}

/** The walk in the court lies between the two lowest passages from the west, where no name stands. */
function walkBetween(gates: GatePlace[], court: Rect): number {
  const ys = gates.filter((g) => g.wall === 'west').map((g) => g.mouth.y);
  const [a, b] = ys.slice(-2);
  return a !== undefined && b !== undefined ? (a + b) / 2 : court.y + court.h * 0.55;
}

/** When a wall has more gates than room, the one in use and those that outer rings may open stay. */
function keep<T extends { gates: GateView[] }>(all: T[], most: number): T[] {
  if (all.length <= most) return all;
  const weight = (o: T) => Math.max(...o.gates.map((g) => (g.usedNow ? 8 : 0) + g.dpl));
  const best = all.slice().sort((a, b) => weight(b) - weight(a)).slice(0, most);
  return all.filter((o) => best.includes(o));
}

function ends(wall: Wall, along: number, ring: number, outer: Rect, court: Rect): { mouth: Point; handler: Point } {
  const inside = middle[ring];
  switch (wall) {
    case 'west': return { mouth: { x: outer.x, y: along }, handler: { x: inside === undefined ? court.x + 9 : outer.x + inside, y: along } };
    case 'south': return { mouth: { x: along, y: bottom(outer) }, handler: { x: along, y: inside === undefined ? bottom(court) - 10 : bottom(outer) - inside } };
  }
}

function houses(regions: RegionView[], houseX: number, outer: Rect, court: Rect, walkY: number): HousePlace[] {
  const { w, h } = measures.house;
  const ground = bottom(outer);
  const placed: HousePlace[] = [];
  for (const region of regions) {
    if (region.ring === 3) {
      if (region.name === 'code') placed.push({ region, rect: { x: houseX, y: codeY, w, h } });
      if (region.name === 'data') placed.push({ region, rect: { x: houseX + 12, y: ground + 38, w, h } });
      if (region.name === 'stack') placed.push({ region, rect: { x: houseX + 102, y: ground + 38, w, h } });
      if (region.name === 'library') placed.push({ region, rect: libraryAt(outer) });
    } else if (region.ring === 0 && region.name === 'stack' && court.w > 96) {
      placed.push({ region, rect: { x: right(court) - 34, y: walkY - 25, w: 24, h: 14 } });
    }
  }
  return placed;
}

/** A point so far along a path, and the whole length when `share` is 1. */
export function along(path: Point[], share: number): Point {
  const lengths = path.slice(1).map((p, i) => Math.hypot(p.x - path[i]!.x, p.y - path[i]!.y));
  let left = lengths.reduce((a, b) => a + b, 0) * Math.min(1, Math.max(0, share));
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    if (left <= length && length > 0) {
      const f = left / length;
      return { x: path[i]!.x + f * (path[i + 1]!.x - path[i]!.x), y: path[i]!.y + f * (path[i + 1]!.y - path[i]!.y) };
    }
    left -= length;
  }
  return path[path.length - 1]!;
}

/** The trail keeps the last six instructions of this visit; the actor stands one stone further on. */
function standing(actor: ActorView, at: Places): Pick<Places, 'stones' | 'actor'> {
  const path = actor.ring === 3 ? at.lane : walkOf(at, actor.ring);
  const shares = actor.ring === 3 ? [0.08, 0.2, 0.32, 0.44, 0.56, 0.7] : [0, 0.16, 0.32, 0.48, 0.64, 0.8];
  const trail = actor.trail.slice(-6);
  const stones = trail.map(({ text }, i) => ({ at: along(path, shares[i]!), text, ring: actor.ring }));
  const home = along(path, trail.length >= 6 ? 0.86 : (shares[trail.length] ?? 0));
  if (actor.place === 'library') {
    const { x, y } = libraryAt(at.outer);
    return { stones: [], actor: { x: x + 14, y: y + library.h / 2 } };
  }
  if (actor.place === 'wall' || (actor.place === 'gate' && at.walks[actor.ring])) return { stones, actor: along(path, 1) };
  if (actor.ring !== 3) return { stones, actor: actor.place === 'gate' && actor.gate !== null ? insideGate(gateAt(at, actor.gate), home) : trail.length === 0 ? along(path, 0) : home };
  return { stones, actor: actor.place === 'gate' && actor.gate !== null ? beforeMouth(gateAt(at, actor.gate), home) : home };
}

const walkOf = (at: Places, ring: number): Point[] => at.walks[ring] ?? at.walk;

export function gateAt(at: Places, id: number): GatePlace | null {
  return at.gates.find((g) => g.gates.some((gate) => gate.id === id)) ?? null;
}

function beforeMouth(gate: GatePlace | null, otherwise: Point): Point {
  if (!gate) return otherwise;
  const out = 22;
  switch (gate.wall) {
    case 'west': return { x: gate.mouth.x - 16, y: gate.mouth.y };
    case 'south': return { x: gate.mouth.x, y: gate.mouth.y + out };
  }
}

function insideGate(gate: GatePlace | null, otherwise: Point): Point {
  if (!gate) return otherwise;
  const inwards = 16;
  switch (gate.wall) {
    case 'west': return { x: gate.handler.x + inwards, y: gate.handler.y };
    case 'south': return { x: gate.handler.x, y: gate.handler.y - inwards };
  }
}

/** The cross sits on the wall, or on the shut gate; the check hangs where the ground is free. */
function refusal(rings: RingsView, at: Places): Places['refusal'] {
  if (!rings.refusal || rings.actor?.place === 'court') return null;
  const w = measures.column * Math.max(1, rings.refusal.compare.length);
  const gate = rings.refusal.gate === null ? null : gateAt(at, rings.refusal.gate);
  const low = Math.min(bottom(at.outer) + 43, at.height - measures.boxHeight - 3);
  if (rings.actor && middle[rings.actor.ring] !== undefined && at.actor) {
    return { cross: { x: at.actor.x, y: at.actor.y - walk / 2 - 3 }, box: { x: at.width - w - 10, y: low, w, h: measures.boxHeight } };
  }
  const end = along(at.lane, 1);
  const boxY = Math.min(end.y + 20, at.height - measures.boxHeight - 2);
  if (!gate || gate.wall === 'west') {
    const y = gate ? gate.mouth.y : end.y;
    return { cross: { x: at.outer.x + 4, y }, box: { x: Math.max(4, Math.min(end.x + 12 - w, end.x - w / 2)), y: boxY, w, h: measures.boxHeight } };
  }
  return { cross: { x: gate.mouth.x, y: gate.mouth.y - 4 }, box: { x: at.width - w - 10, y: low, w, h: measures.boxHeight } };
}

/** The way that the last step's crossing took: in through its gate, or out over the threshold. */
function crossing(rings: RingsView, at: Places): Point[] | null {
  const crossed = rings.crossing;
  if (!crossed || !at.actor) return null;
  const end = along(at.lane, 1);
  const inward = crossed.to < crossed.from;
  const gate = crossed.gate === null ? null : gateAt(at, crossed.gate);
  const from = at.walks[crossed.from];
  if (!inward && crossed.to !== 3) {
    const gate = { x: at.court.x + 26, y: at.actor.y };
    return [from?.[0] ?? { ...gate, y: at.walk[0]!.y }, gate, at.actor];
  }
  if (!inward && from) {
    const x = at.outer.x + middle[crossed.from]!;
    return [from[0]!, { x, y: from[0]!.y }, { x, y: end.y }, { x: at.outer.x, y: end.y }, end, { x: at.actor.x, y: end.y }, at.actor];
  }
  if (!inward) {
    const first = at.walk[at.walk.length - 1]!;
    const door = { x: at.court.x, y: end.y };
    return [{ x: at.court.x + 26, y: Math.min(end.y, first.y) }, { x: at.court.x + 26, y: end.y }, door, { x: at.outer.x, y: end.y }, end, { x: at.actor.x, y: end.y }, at.actor];
  }
  if (!gate) return [end, at.actor];
  if (from) {
    const x = at.outer.x + middle[crossed.from]!, { handler } = gate;
    return gate.wall === 'west' ? [from[0]!, { x, y: from[0]!.y }, { x, y: handler.y }, handler, at.actor] : [from[0]!, { x: handler.x, y: from[0]!.y }, handler, at.actor];
  }
  const under = bottom(at.outer) + 22;
  const beside = at.outer.x - 9;
  const approach: Point[] = gate.wall === 'west' ? [end, { x: beside, y: end.y }, { x: beside, y: gate.mouth.y }] : [end, { x: end.x, y: under }, { x: gate.mouth.x, y: under }];
  return [...approach, gate.mouth, gate.handler, at.actor];
}
