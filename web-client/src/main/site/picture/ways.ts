import type { ActorView, RingsView } from '../simulator/protocol';
import {
  bottom,
  library,
  libraryAt,
  measures,
  middle,
  type GatePlace,
  type Places,
  type Point,
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

/** The way that the last step's crossing took: in through its gate, or out over the threshold. */
export function crossing(rings: RingsView, at: Places): Point[] | null {
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
    return [
      from[0]!,
      { x, y: from[0]!.y },
      { x, y: end.y },
      { x: at.outer.x, y: end.y },
      end,
      { x: at.actor.x, y: end.y },
      at.actor,
    ];
  }
  if (!inward) {
    const first = at.walk[at.walk.length - 1]!;
    const door = { x: at.court.x, y: end.y };
    return [
      { x: at.court.x + 26, y: Math.min(end.y, first.y) },
      { x: at.court.x + 26, y: end.y },
      door,
      { x: at.outer.x, y: end.y },
      end,
      { x: at.actor.x, y: end.y },
      at.actor,
    ];
  }
  if (!gate) return [end, at.actor];
  if (from) {
    const x = at.outer.x + middle[crossed.from]!,
      { handler } = gate;
    return gate.wall === 'west'
      ? [from[0]!, { x, y: from[0]!.y }, { x, y: handler.y }, handler, at.actor]
      : [from[0]!, { x: handler.x, y: from[0]!.y }, handler, at.actor];
  }
  const under = bottom(at.outer) + 22;
  const beside = at.outer.x - 9;
  const approach: Point[] =
    gate.wall === 'west'
      ? [end, { x: beside, y: end.y }, { x: beside, y: gate.mouth.y }]
      : [end, { x: end.x, y: under }, { x: gate.mouth.x, y: under }];
  return [...approach, gate.mouth, gate.handler, at.actor];
}
