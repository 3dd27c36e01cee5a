import type { GateView, RingsView } from '../../simulator/protocol';
import { t } from '../../messages/text';
import { key } from '../gate-key';
import {
  measures,
  type GatePlace,
  type HousePlace,
  type Places,
  type Point,
  type Rect,
} from '../ground';
import { box, holds, place, type Label, type Run, type Spot, type Wish } from './label-places';

export interface PlanLabels {
  labels: Label[];
  actor: Label | null;
}

export const sans = (text: string, tone: string, size = 12): Run => ({
  text,
  tone,
  size,
  mono: false,
  bold: false,
});
export const bold = (text: string, tone: string, size = 12): Run => ({
  ...sans(text, tone, size),
  bold: true,
});
export const code = (text: string, tone: string, size = 12): Run => ({
  text,
  tone,
  size,
  mono: true,
  bold: true,
});

/** Every word of the plan, where it covers neither another word nor a thing. */
export function planLabels(rings: RingsView, at: Places): PlanLabels {
  const handlers = handlerNames(at),
    names = ringNames(at);
  const wishes = [
    // those of the library stand before the south wall, where others would look for a place
    ...at.gates
      .slice()
      .sort((a, b) => Number(b.ring === 3) - Number(a.ring === 3))
      .map((g) => gateWish(g)),
    ...actorWish(rings, at),
    // in a small court there may be no room but for its own name
    ...(at.court.w < 100 ? [...names, ...handlers] : [...handlers, ...names]),
    ...at.houses.flatMap((h) => houseWish(h, at)),
    ...notes(at),
  ];
  const labels = place(wishes, things(at), { x: 0, y: 0, w: at.width, h: at.height });
  return {
    labels: labels.filter((label) => label.of !== 'actor'),
    actor: labels.find((label) => label.of === 'actor') ?? null,
  };
}

/** What no word may cover. */
function things(at: Places): Rect[] {
  const leaves = at.gates
    .filter((g) => g.open)
    .map(({ wall, mouth }) =>
      wall === 'west'
        ? { x: mouth.x - 15, y: mouth.y - 15, w: 15, h: 30 }
        : { x: mouth.x - 15, y: mouth.y, w: 30, h: 15 },
    );
  const handlers = at.gates.map(({ handler: h }) => ({ x: h.x - 4, y: h.y - 4, w: 8, h: 8 }));
  const passages = at.gates.map(({ wall, mouth, handler }) =>
    wall === 'west'
      ? { x: mouth.x, y: mouth.y - 14, w: handler.x - mouth.x + 1, h: 28 }
      : { x: mouth.x - 14, y: handler.y, w: 28, h: mouth.y - handler.y },
  );
  const round = (p: Point | undefined | null, radius: number): Rect[] =>
    p ? [{ x: p.x - radius, y: p.y - radius, w: 2 * radius, h: 2 * radius }] : [];
  const walls = at.walled
    ? [...sides(at.outer, measures.outerWall), ...sides(at.inner, measures.innerWall)]
    : [];
  const [home, corner, wall] = at.lane as [Point, Point, Point];
  const lane = [
    { x: corner.x - 2, y: home.y, w: 4, h: corner.y - home.y },
    { x: corner.x, y: corner.y - 2, w: wall.x - corner.x, h: 4 },
  ];
  return [
    ...at.houses.filter((h) => h.region.name !== 'library').map((h) => h.rect),
    ...(at.houses.length ? lane : []),
    ...leaves,
    ...handlers,
    ...passages,
    ...walls,
    ...round(at.actor, 8),
    ...at.stones.filter((s) => s.ring === 1 || s.ring === 2).flatMap((s) => round(s.at, 4)),
    ...round(at.refusal?.cross, 10),
    ...(at.refusal ? [at.refusal.box] : []),
  ];
}

/** The four sides of a frame. */
const sides = ({ x, y, w, h }: Rect, thick: number): Rect[] => [
  { x, y, w, h: thick },
  { x, y: y + h - thick, w, h: thick },
  { x, y, w: thick, h },
  { x: x + w - thick, y, w: thick, h },
];

function actorWish(rings: RingsView, { actor, narrow, lane }: Places): Wish[] {
  if (!rings.actor || !actor) return [];
  const { x, y } = actor;
  const onLane = Math.abs(x - lane[0]!.x) < 4;
  const beside: Spot[] = [
    { x: x + 12, y: y + 4, anchor: 'start' },
    { x: x - 12, y: y + 4, anchor: 'end' },
  ];
  const over: Spot[] = [
    { x, y: y - 12, anchor: 'middle' },
    { x, y: y + 20, anchor: 'middle' },
    { x: x - 13, y: y - 11, anchor: 'end' },
    { x: x + 10, y: y - 11, anchor: 'start' },
    { x: x - 12, y: y + 18, anchor: 'end' },
    { x: x + 10, y: y + 19, anchor: 'start' },
  ];
  return [
    {
      of: 'actor',
      gate: null,
      lines: [[code(rings.actor.mnemonic, 'xi', rings.actor.mnemonic.length > 5 ? 12 : 13)]],
      spots: onLane && !narrow ? [...beside].reverse().concat(over) : [...beside, ...over],
      needed: !(onLane && narrow),
    },
  ];
}

/**
 * Two in a line, as there is room for; of more than four the one in use, two others and how many
 * there are.
 */
export function pairs(gates: GateView[]): string[] {
  const few =
    gates.length <= 4
      ? gates
      : gates
          .slice()
          .sort((a, b) => Number(b.usedNow) - Number(a.usedNow))
          .slice(0, 3);
  const labels = few.map(
    (g) => g.caller.parts.find((part) => part.kind === 'fault')?.text ?? g.label,
  );
  if (few.length < gates.length) labels.push(`+${gates.length - few.length}`);
  return labels.flatMap((_, i) => (i % 2 === 0 ? [labels.slice(i, i + 2).join(' ')] : []));
}

function gateWish(place: GatePlace): Wish {
  const {
    mouth: { x, y },
    wall,
    open,
    gates,
  } = place;
  const first = gates[0]!;
  const saying = (names: string[]): Run[][] => {
    const numbers = names.map((pair) => code(pair, open ? 'xa' : 'xi', gates.length > 1 ? 11 : 12));
    return [
      ...numbers.slice(0, -1).map((pair) => [pair]),
      [numbers.at(-1)!, sans(`DPL ${first.dpl}`, open ? 'xa' : 'xs')],
      [sans(first.word.text, open ? 'xa' : 'xs')],
    ];
  };
  const lines = saying(gates.length > 1 ? pairs(gates) : [first.caller.text]);
  const west = (open ? [18, 28, 40] : [12, 18, 28, 40]).flatMap((away): Spot[] => [
    { x: x - away, y: y - 4, anchor: 'end' },
    { x: x - away, y: y - 12, anchor: 'end' },
    { x: x - away, y: y + 6, anchor: 'end' },
  ]);
  const south = [20, 12]
    .flatMap((away): Spot[] => [
      { x: x + away, y: y + 18, anchor: 'start' },
      { x: x - away, y: y + 16, anchor: 'end' },
    ])
    .concat([
      { x: x + 20, y: y + 32, anchor: 'start' },
      { x: x + 40, y: y + 40, anchor: 'end' },
      { x, y: y + 44, anchor: 'middle' },
      { x: x + 40, y: y + 60, anchor: 'end' },
    ]);
  const spots = wall === 'west' ? west : south;
  return {
    of: 'gate',
    gate: key(first),
    lines,
    spots,
    or: gates.length > 1 ? [] : [{ lines: saying([first.label]), spots }],
    needed: true,
  };
}

function ringNames({ outer, kerb, court }: Places): Wish[] {
  const name = (ring: number, x: number, y: number): Wish => ({
    of: 'ring',
    gate: null,
    lines: [[sans(t('ring.number', { ring }), `x${ring}`)]],
    spots: [{ x, y, anchor: 'end' }],
    needed: false,
  });
  const right = court.x + court.w - 14,
    left = court.x + 14,
    middle = court.x + court.w / 2;
  const inCourt = [
    0.27, 0.2, 0.15, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85,
  ].flatMap((share): Spot[] => {
    const y = Math.round(court.y + court.h * share);
    return [
      { x: right, y, anchor: 'end' },
      { x: left, y, anchor: 'start' },
      { x: middle, y, anchor: 'middle' },
    ];
  });
  return [
    {
      of: 'ring',
      gate: null,
      lines: [
        [bold(t('ring.number', { ring: 0 }), 'x0', 15)],
        ...(court.w < 130 ? [] : [[sans(t('ring.kernel'), 'x0')]]),
      ],
      spots: inCourt,
      needed: true,
    },
    {
      of: 'ring',
      gate: null,
      lines: [[bold(t('ring.number', { ring: 3 }), 'x3', 15), sans(t('ring.userland'), 'x3')]],
      spots: [{ x: 16, y: 28, anchor: 'start' }],
      needed: true,
    },
    name(2, outer.x + outer.w - 14, outer.y + 23),
    name(1, kerb.x + kerb.w - 9, kerb.y + 18),
  ];
}

/** Gates to one handler carry its name once. */
function handlerNames(at: Places): Wish[] {
  return (['west', 'south'] as const).flatMap((wall) => {
    const gates = at.gates.filter((g) => g.wall === wall);
    const names = new Map<string, GatePlace[]>();
    for (const g of gates)
      names.set(g.gates[0]!.target, [...(names.get(g.gates[0]!.target) ?? []), g]);
    return [...names].map(([target, own]) =>
      handlerWish(target, own, own.find((g) => g.usedNow) ?? own[0]!, at),
    );
  });
}

function handlerWish(
  target: string,
  own: GatePlace[],
  { wall, handler, gates, ring }: GatePlace,
  { court }: Places,
): Wish {
  const middle = own.reduce((sum, g) => sum + g.handler.x, 0) / own.length;
  const west: Spot[] = [10, 26, 34].flatMap((away) => [
    { x: handler.x + away, y: handler.y + 4, anchor: 'start' },
    { x: handler.x + away, y: handler.y - 8, anchor: 'start' },
    { x: handler.x + away, y: handler.y + 16, anchor: 'start' },
  ]);
  const south: Spot[] = [
    { x: middle, y: handler.y + (own.length > 1 ? 4 : -9), anchor: 'middle' },
    { x: middle, y: handler.y - 9, anchor: 'middle' },
    { x: middle, y: handler.y - 22, anchor: 'middle' },
    { x: handler.x + 10, y: handler.y + 4, anchor: 'start' },
    { x: handler.x - 10, y: handler.y + 4, anchor: 'end' },
  ];
  const lines = [[sans(target, `x${ring}`)]];
  const beside: Spot[] = [16, 30, 44].flatMap((away): Spot[] => [
    { x: handler.x + away, y: handler.y + 4, anchor: 'start' },
    { x: handler.x - away, y: handler.y + 4, anchor: 'end' },
  ]);
  const spots =
    ring === 0
      ? (wall === 'west' ? west : south).filter((spot) => holds(court, box(lines, spot)))
      : beside;
  return { of: 'handler', gate: key(gates[0]!), lines, spots, needed: false };
}

function houseWish({ region, rect: r, unnamed }: HousePlace, { court }: Places): Wish[] {
  if (unnamed || (region.ring !== 3 && court.w < 130)) return [];
  const small = r.w < measures.house.w;
  const spots: Spot[] = small
    ? [
        { x: r.x - 5, y: r.y + r.h - 3, anchor: 'end' },
        { x: r.x + r.w, y: r.y - 5, anchor: 'end' },
        { x: r.x + r.w, y: r.y + r.h + 13, anchor: 'end' },
      ]
    : [
        { x: r.x + r.w + 8, y: r.y + 17.5, anchor: 'start' },
        { x: r.x + r.w / 2, y: r.y - 6, anchor: 'middle' },
        { x: r.x, y: r.y - 6, anchor: 'start' },
        { x: r.x, y: r.y + r.h + 14, anchor: 'start' },
      ];
  return [
    {
      of: 'house',
      gate: null,
      lines: [[sans(t(`region.${region.name}`), `x${region.ring}`)]],
      spots,
      needed: false,
    },
  ];
}

function notes({ outer, court, hidden: { west, south }, walled, width }: Places): Wish[] {
  const note = (text: string, ...spots: Spot[]): Wish => ({
    of: 'note',
    gate: null,
    lines: [[sans(text, '')]],
    spots,
    needed: false,
  });
  const unbuilt = t('picture.unbuilt');
  const reach = box([[sans(unbuilt, '')]], { x: 0, y: 0, anchor: 'start' }).w / 2;
  const middle = Math.max(reach + 4, Math.min(width - reach - 4, outer.x + outer.w / 2));
  return [
    ...(west
      ? [
          note(
            t('picture.more', { count: west }),
            { x: outer.x - 12, y: court.y - 6, anchor: 'end' },
            { x: outer.x - 12, y: outer.y + 12, anchor: 'end' },
            { x: outer.x - 12, y: outer.y + outer.h - 8, anchor: 'end' },
          ),
        ]
      : []),
    ...(south
      ? [
          note(
            t('picture.more', { count: south }),
            { x: outer.x + 8, y: outer.y + outer.h + 18, anchor: 'start' },
            { x: outer.x + outer.w, y: outer.y + outer.h + 18, anchor: 'end' },
          ),
        ]
      : []),
    ...(walled ? [] : [note(unbuilt, { x: middle, y: outer.y + outer.h + 24, anchor: 'middle' })]),
  ];
}
