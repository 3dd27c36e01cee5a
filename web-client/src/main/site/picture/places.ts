import type { GateView, RegionView, RingsView } from '../simulator/protocol';
import {
  bottom,
  inset,
  libraryAt,
  measures,
  middle,
  right,
  type GatePlace,
  type HousePlace,
  type Places,
  type Point,
  type Rect,
  type Wall,
} from './ground';
import { beforeMouth, standing, refusal, crossing, gateAt } from './ways';

const { outerWall, walk, kerb, innerWall, opening } = measures;
const depth = outerWall + walk + kerb + walk + innerWall;
const labelWidth = 98;
/** More of it where an opening carries two numbers. */
const secondNumber = 4;
const codeY = 52;
/** Free ground north of the walls. */
const above = 20;

/**
 * Gates of the IDT share the west wall; call and task gates, which the GDT holds, are in the south.
 */
export function wallOf(gate: GateView): Wall {
  return gate.kind === 'call' || gate.kind === 'task' ? 'south' : 'west';
}

/**
 * @param inFront how far in front of the walls one walks along them
 */
export function places(
  rings: RingsView,
  width: number,
  height: number,
  inFront: number = 9,
): Places {
  const narrow = width < 430;
  const openings = group(rings.gates);
  const houseX = narrow ? 8 : 34;
  const laneX = houseX + measures.house.w / 2;
  const sideMargin = narrow ? 14 : 27;
  const westMargin =
    laneX +
    8 +
    labelWidth +
    (narrow || openings.every((o) => o.gates.length < 2) ? 0 : secondNumber) +
    10;
  const below = openings.some((o) => o.wall === 'south') ? 92 : 76;
  const size = Math.max(
    depth * 2 + 44,
    Math.min(height - above - below, width - westMargin - sideMargin),
  );
  const outer: Rect = {
    x: Math.round(
      Math.max(westMargin, Math.min(width - sideMargin - size, (width - size) / 2 + 70)),
    ),
    y: above,
    w: size,
    h: size,
  };
  const court = inset(outer, depth);
  const laneY = bottom(outer) - Math.round(size * 0.17);
  const wallX = outer.x;
  const lane: Point[] = [
    { x: laneX, y: codeY + measures.house.h },
    { x: laneX, y: laneY },
    { x: wallX - 18, y: laneY },
  ];
  const { placed, hidden } = placeGates(openings, outer, court, laneY);
  const walkY = walkBetween(placed, court);
  const courtWalk: Point[] = [
    { x: court.x + 22, y: walkY },
    { x: court.x + court.w * 0.52, y: walkY },
  ];
  const base: Places = {
    width,
    height,
    narrow,
    walled: rings.usedRings.some((ring) => ring > 0),
    outer,
    court,
    lane,
    hidden,
    kerb: inset(outer, outerWall + walk),
    inner: inset(outer, outerWall + 2 * walk + kerb),
    gates: placed,
    houses: [
      ...houses(rings.regions, houseX, outer, court, walkY),
      ...unnamedLibrary(rings.regions, openings, outer),
    ],
    walk: courtWalk,
    walks: Object.fromEntries(
      [1, 2].map((ring) => [
        ring,
        [court.x + 22, court.x + court.w * 0.8].map((x) => ({
          x,
          y: bottom(outer) - middle[ring]!,
        })),
      ]),
    ),
    stones: [],
    actor: null,
    refusal: null,
    crossing: null,
    doors: [],
  };
  if (rings.actor) Object.assign(base, standing(rings.actor, base));
  base.refusal = refusal(rings, base);
  if (base.refusal && rings.refusal?.gate != null && base.actor && rings.actor?.ring === 3)
    base.actor = beforeMouth(gateAt(base, rings.refusal.gate), base.actor);
  Object.assign(base, crossing(rings, base, inFront));
  return base;
}

/** Gates with one handler, one DPL and one kind open together; each keeps its own number. */
function group(gates: GateView[]): { wall: Wall; gates: GateView[] }[] {
  const groups = new Map<string, { wall: Wall; gates: GateView[] }>();
  for (const gate of gates) {
    const wall = wallOf(gate);
    const key =
      wall === 'west' ? `${wall} ${gate.target} ${gate.dpl} ${gate.kind}` : `${wall} ${gate.id}`;
    const known = groups.get(key);
    if (known) known.gates.push(gate);
    else groups.set(key, { wall, gates: [gate] });
  }
  return [...groups.values()];
}

function placeGates(
  openings: { wall: Wall; gates: GateView[] }[],
  outer: Rect,
  court: Rect,
  laneY: number,
): { placed: GatePlace[]; hidden: Places['hidden'] } {
  const placed: GatePlace[] = [];
  const hidden: Places['hidden'] = {};
  for (const wall of ['west', 'south'] as const) {
    const all = openings.filter((o) => o.wall === wall && !isLibrary(o));
    const room = roomOn(
      wall,
      court,
      laneY,
      openings.some((o) => o.wall === 'south'),
    );
    const kept = keep(all, room.most);
    if (kept.length < all.length)
      hidden[wall] = all
        .slice()
        .filter((o) => !kept.includes(o))
        .reduce((sum, o) => sum + o.gates.length, 0);
    kept.forEach((o, i) => {
      const along =
        room.from +
        (kept.length === 1 ? room.single : (i * room.length) / Math.max(1, kept.length - 1));
      placed.push(opened(o, ends(wall, along, o.gates[0]!.targetRing, outer, court)));
    });
  }
  const { x, y, w, h } = libraryAt(outer);
  const doors = openings.filter(isLibrary);
  doors.forEach((o, i) => {
    const along = x + (w * (i + 1)) / (doors.length + 1);
    placed.push(
      opened(
        { ...o, wall: 'south' },
        { mouth: { x: along, y: y + h }, handler: { x: along, y: y + 10 } },
      ),
    );
  });
  return { placed, hidden };
}

const opened = (
  o: { wall: Wall; gates: GateView[] },
  where: { mouth: Point; handler: Point },
): GatePlace => ({
  ...o,
  ...where,
  ring: o.gates[0]!.targetRing,
  open: o.gates.some((g) => g.open),
  usedNow: o.gates.some((g) => g.usedNow),
});

const isLibrary = (o: { gates: GateView[] }): boolean => o.gates[0]!.targetRing === 3;

/**
 * The stretch of a wall where a straight passage reaches the court, and how many openings it takes.
 */
function roomOn(
  wall: Wall,
  court: Rect,
  laneY: number,
  southToo: boolean,
): { from: number; length: number; most: number; single: number } {
  const half = opening / 2 + 1;
  if (wall === 'south')
    return {
      from: court.x + half,
      length: court.w - 2 * half,
      most: Math.floor((court.w - 2 * half) / 78) + 1,
      single: court.w / 2 - half,
    };
  const whole = Math.max(0, Math.min(court.h - 2 * half, laneY - 44 - court.y - half));
  const length = southToo ? shortened(whole) : whole;
  return {
    from: court.y + half,
    length,
    most: Math.floor(length / 35) + 1,
    single: Math.min(length, 18),
  };
}

/** Keeps the last handler's name apart from those in the south, where that costs no opening. */
function shortened(length: number): number {
  const shorter = length - 12;
  return Math.floor(shorter / 35) === Math.floor(length / 35) ? shorter : length;
}

/**
 * The walk in the court lies between the two lowest passages from the west, where no name stands.
 */
function walkBetween(gates: GatePlace[], court: Rect): number {
  const ys = gates.filter((g) => g.wall === 'west').map((g) => g.mouth.y);
  const [a, b] = ys.slice(-2);
  return a !== undefined && b !== undefined ? (a + b) / 2 : court.y + court.h * 0.55;
}

/**
 * When a wall has more gates than room, the one in use and those that outer rings may open stay.
 */
/** Vectors below are the processor's own exceptions; a kernel's services lie above. */
const firstOwn = 0x20;

function keep<T extends { gates: GateView[] }>(all: T[], most: number): T[] {
  if (all.length <= most) return all;
  const weight = (o: T) =>
    Math.max(...o.gates.map((g) => (g.usedNow ? 16 : 0) + (g.id >= firstOwn ? 8 : 0) + g.dpl));
  const best = all
    .slice()
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, most);
  return all.filter((o) => best.includes(o));
}

function ends(
  wall: Wall,
  along: number,
  ring: number,
  outer: Rect,
  court: Rect,
): { mouth: Point; handler: Point } {
  const inside = middle[ring];
  switch (wall) {
    case 'west':
      return {
        mouth: { x: outer.x, y: along },
        handler: { x: inside === undefined ? court.x + 9 : outer.x + inside, y: along },
      };
    case 'south':
      return {
        mouth: { x: along, y: bottom(outer) },
        handler: {
          x: along,
          y: inside === undefined ? bottom(court) - 10 : bottom(outer) - inside,
        },
      };
  }
}

/** Gates may lead to code of ring 3 itself; it has doors, and no name of its own. */
function unnamedLibrary(
  regions: RegionView[],
  openings: { gates: GateView[] }[],
  outer: Rect,
): HousePlace[] {
  const code = regions.find((region) => region.name === 'code' && region.ring === 3);
  const known = regions.some((region) => region.name === 'library');
  return code && !known && openings.some(isLibrary)
    ? [{ region: { ...code, name: 'library' }, rect: libraryAt(outer), unnamed: true }]
    : [];
}

function houses(
  regions: RegionView[],
  houseX: number,
  outer: Rect,
  court: Rect,
  walkY: number,
): HousePlace[] {
  const { w, h } = measures.house;
  const ground = bottom(outer);
  const placed: HousePlace[] = [];
  for (const region of regions) {
    if (region.ring === 3) {
      if (region.name === 'code') placed.push({ region, rect: { x: houseX, y: codeY, w, h } });
      if (region.name === 'data')
        placed.push({ region, rect: { x: houseX + 12, y: ground + 38, w, h } });
      if (region.name === 'stack')
        placed.push({ region, rect: { x: houseX + 102, y: ground + 38, w, h } });
      if (region.name === 'library') placed.push({ region, rect: libraryAt(outer) });
    } else if (region.ring === 0 && region.name === 'stack' && court.w > 96) {
      placed.push({ region, rect: { x: right(court) - 34, y: walkY - 25, w: 24, h: 14 } });
    }
  }
  return placed;
}
