import type { ActorView, RingsView } from '../simulator/protocol';
import {
  bottom,
  library,
  libraryAt,
  measures,
  middle,
  right,
  type Door,
  type GatePlace,
  type Places,
  type Point,
  type Rect,
} from './ground';

const { walk } = measures;

/** A point so far along a path, and the whole length when `share` is 1. */
export function along(path: Point[], share: number): Point {
  const lengths = path.slice(1).map((p, i) => Math.hypot(p.x - path[i]!.x, p.y - path[i]!.y));
  let left = lengths.reduce((a, b) => a + b, 0) * Math.min(1, Math.max(0, share));
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    if (left <= length && length > 0) {
      const f = left / length;
      return {
        x: path[i]!.x + f * (path[i + 1]!.x - path[i]!.x),
        y: path[i]!.y + f * (path[i + 1]!.y - path[i]!.y),
      };
    }
    left -= length;
  }
  return path[path.length - 1]!;
}

/**
 * The trail keeps the last six instructions of this visit; the actor stands one stone further on.
 */
export function standing(actor: ActorView, at: Places): Pick<Places, 'stones' | 'actor'> {
  const path = actor.ring === 3 ? at.lane : walkOf(at, actor.ring);
  const shares =
    actor.ring === 3 ? [0.08, 0.2, 0.32, 0.44, 0.56, 0.7] : [0, 0.16, 0.32, 0.48, 0.64, 0.8];
  const trail = actor.trail.slice(-6);
  const stones = trail.map(({ text }, i) => ({
    at: along(path, shares[i]!),
    text,
    ring: actor.ring,
  }));
  const home = along(path, trail.length >= 6 ? 0.86 : (shares[trail.length] ?? 0));
  if (actor.place === 'library') {
    const { x, y } = libraryAt(at.outer);
    return { stones: [], actor: { x: x + 14, y: y + library.h / 2 } };
  }
  if (actor.place === 'wall' || (actor.place === 'gate' && at.walks[actor.ring]))
    return { stones, actor: along(path, 1) };
  if (actor.ring !== 3)
    return {
      stones,
      actor:
        actor.place === 'gate' && actor.gate !== null
          ? insideGate(gateAt(at, actor.gate), home)
          : trail.length === 0
            ? along(path, 0)
            : home,
    };
  return {
    stones,
    actor:
      actor.place === 'gate' && actor.gate !== null
        ? beforeMouth(gateAt(at, actor.gate), home)
        : home,
  };
}

const walkOf = (at: Places, ring: number): Point[] => at.walks[ring] ?? at.walk;

export function gateAt(at: Places, id: number): GatePlace | null {
  return at.gates.find((g) => g.gates.some((gate) => gate.id === id)) ?? null;
}

export function beforeMouth(gate: GatePlace | null, otherwise: Point): Point {
  if (!gate) return otherwise;
  const out = 22;
  switch (gate.wall) {
    case 'west':
      return { x: gate.mouth.x - 16, y: gate.mouth.y };
    case 'south':
      return { x: gate.mouth.x, y: gate.mouth.y + out };
  }
}

function insideGate(gate: GatePlace | null, otherwise: Point): Point {
  if (!gate) return otherwise;
  const inwards = 16;
  switch (gate.wall) {
    case 'west':
      return { x: gate.handler.x + inwards, y: gate.handler.y };
    case 'south':
      return { x: gate.handler.x, y: gate.handler.y - inwards };
  }
}

/** The cross sits on the wall, or on the shut gate; the check hangs where the ground is free. */
export function refusal(rings: RingsView, at: Places): Places['refusal'] {
  if (!rings.refusal || rings.actor?.place === 'court') return null;
  const w = measures.column * Math.max(1, rings.refusal.compare.length);
  const gate = rings.refusal.gate === null ? null : gateAt(at, rings.refusal.gate);
  const low = Math.min(bottom(at.outer) + 43, at.height - measures.boxHeight - 3);
  if (rings.actor && middle[rings.actor.ring] !== undefined && at.actor) {
    return {
      cross: { x: at.actor.x, y: at.actor.y - walk / 2 - 3 },
      box: { x: at.width - w - 10, y: low, w, h: measures.boxHeight },
    };
  }
  const end = along(at.lane, 1);
  const boxY = Math.min(end.y + 20, at.height - measures.boxHeight - 2);
  if (!gate || gate.wall === 'west') {
    const y = gate ? gate.mouth.y : end.y;
    return {
      cross: { x: at.outer.x + 4, y },
      box: {
        x: Math.max(4, Math.min(end.x + 12 - w, end.x - w / 2)),
        y: boxY,
        w,
        h: measures.boxHeight,
      },
    };
  }
  return {
    cross: { x: gate.mouth.x, y: gate.mouth.y - 4 },
    box: { x: at.width - w - 10, y: low, w, h: measures.boxHeight },
  };
}

export type Zone = 'court' | 'walk' | 'village';

/** A way cut where it goes under the walls. */
export function pieces(
  path: Point[],
  { inner, outer }: Places,
): { from: Point; to: Point; zone: Zone }[] {
  const holds = (r: Rect, { x, y }: Point, by: number) =>
    x > r.x - by && x < right(r) && y > r.y && y < bottom(r) + by;
  const zone = (p: Point): Zone =>
    holds(inner, p, 0) ? 'court' : holds(outer, p, tower) ? 'walk' : 'village';
  return path.slice(1).flatMap((to, i) => {
    const from = path[i]!;
    const at = (f: number): Point => ({
      x: from.x + f * (to.x - from.x),
      y: from.y + f * (to.y - from.y),
    });
    const cuts = [
      ...[inner.x, outer.x - tower].map((x) => (x - from.x) / (to.x - from.x)),
      ...[bottom(inner), bottom(outer) + tower].map((y) => (y - from.y) / (to.y - from.y)),
    ].filter((f) => f > 0 && f < 1);
    const all = [0, ...cuts.sort((a, b) => a - b), 1];
    return all.slice(1).map((f, j) => ({
      from: at(all[j]!),
      to: at(f),
      zone: zone(at((f + all[j]!) / 2)),
    }));
  });
}

/** So far the towers stand out of the walls. */
const tower = 5;

type Crossing = Pick<Places, 'crossing' | 'doors'>;

/**
 * The way that the last step's crossing took: in through its gate, or out by a door. Who came in by
 * no gate has no way that could be drawn.
 */
export function crossing(rings: RingsView, at: Places, inFront: number): Crossing {
  const crossed = rings.crossing;
  if (!crossed || !at.actor) return { crossing: null, doors: [] };
  if (crossed.to > crossed.from) {
    const out = crossed.to === 3 ? home(crossed.from, at, at.actor) : outwards(at, at.actor);
    return at.walled ? out : { ...out, doors: [] };
  }
  const gate = crossed.gate === null ? null : gateAt(at, crossed.gate);
  return { crossing: gate && inwards(crossed.from, gate, at, at.actor, inFront), doors: [] };
}

/** From the court, or from the ground between the walls, to the village. */
function home(ring: number, at: Places, actor: Point): Crossing {
  const end = along(at.lane, 1);
  const door: Door = { wall: 'west', of: 'outer', at: end.y };
  const house = libraryAt(at.outer);
  const outside = [
    { x: at.outer.x, y: end.y },
    end,
    ...(actor.x < at.outer.x
      ? [{ x: actor.x, y: end.y }, actor]
      : [
          { x: end.x, y: actor.y },
          { x: house.x - 3, y: actor.y },
        ]),
  ];
  const from = at.walks[ring];
  if (from) {
    const x = at.outer.x + middle[ring]!;
    return {
      crossing: [from[0]!, { x, y: from[0]!.y }, { x, y: end.y }, ...outside],
      doors: [door],
    };
  }
  const first = at.walk[at.walk.length - 1]!;
  const y = doorAt(at, end.y);
  const x = at.outer.x + middle[2]!;
  const between =
    y === end.y
      ? []
      : [
          { x, y },
          { x, y: end.y },
        ];
  const start = at.court.x + 26;
  return {
    crossing: [{ x: start, y: Math.min(y, first.y) }, { x: start, y }, ...between, ...outside],
    doors: [{ wall: 'west', of: 'inner', at: y }, door],
  };
}

/** On the height of the lane, as far as the court goes, or else between two gates. */
function doorAt({ court, gates }: Places, laneY: number): number {
  const ys = gates.filter((g) => g.wall === 'west' && g.ring === 0).map((g) => g.mouth.y);
  const room = (y: number) => Math.min(...ys.map((other) => Math.abs(other - y)));
  const places = [
    Math.min(laneY, bottom(court) - measures.door / 2),
    ...ys.slice(1).map((y, i) => (y + ys[i]!) / 2),
    court.y + measures.door / 2,
  ];
  const enough = (measures.opening + measures.door) / 2;
  return places.find((y) => room(y) >= enough) ?? places.sort((a, b) => room(b) - room(a))[0]!;
}

/** From the court to the ground between the walls, beside the gates in the south. */
function outwards(at: Places, actor: Point): Crossing {
  const gates = at.gates.filter((g) => g.wall === 'south' && g.ring === 0);
  const room = (measures.opening + measures.door) / 2 + 2;
  const beside = [26, 48, 70, 92, 114]
    .map((by) => at.court.x + by)
    .find((x) => gates.every((g) => Math.abs(g.mouth.x - x) >= room));
  const x = beside ?? at.court.x + 26;
  return {
    crossing: [{ x, y: at.walk[0]!.y }, { x, y: actor.y }, actor],
    doors: [{ wall: 'south', of: 'inner', at: x }],
  };
}

function inwards(
  ring: number,
  gate: GatePlace,
  at: Places,
  actor: Point,
  inFront: number,
): Point[] {
  const from = at.walks[ring];
  const { handler } = gate;
  if (from) {
    const x = at.outer.x + middle[ring]!;
    return gate.wall === 'west'
      ? [from[0]!, { x, y: from[0]!.y }, { x, y: handler.y }, handler, actor]
      : [from[0]!, { x: handler.x, y: from[0]!.y }, handler, actor];
  }
  const end = along(at.lane, 1);
  const under = Math.max(bottom(at.outer) + 22, gate.mouth.y + 6);
  const beside = at.outer.x - inFront;
  const approach: Point[] =
    gate.wall === 'west'
      ? [end, { x: beside, y: end.y }, { x: beside, y: gate.mouth.y }]
      : [end, { x: end.x, y: under }, { x: gate.mouth.x, y: under }];
  return [...approach, gate.mouth, handler, actor];
}
