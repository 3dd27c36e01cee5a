import type { RingsView } from '../../simulator/protocol';
import { t } from '../../messages/text';
import { key } from '../gate-key';
import {
  bottom,
  measures,
  type GatePlace,
  type HousePlace,
  type Point,
  type Rect,
} from '../ground';
import {
  meet,
  place,
  type Label,
  type Run,
  type Spot,
  type Thing,
  type Wish,
} from '../plan/label-places';
import { bold, code, pairs, sans } from '../plan/labels';
import { along, beforeMouth, gateAt } from '../ways';
import type { Projection } from './projection';
import {
  chestAt,
  churchAt,
  height,
  slabEdge,
  slabRect,
  stretches,
  towerOf,
  type Scene,
} from './scene';
import { outline, silhouette } from './solids';

export interface Words {
  labels: (Label & { halo: string })[];
  /** Where the check hangs, when something was refused. */
  box: Rect | null;
}

/** Every word of the monastery, beside its thing and on no other. */
export function words(rings: RingsView, s: Scene): Words {
  const frame = { x: 0, y: 0, w: s.width, h: s.height };
  const solid = s.slab ? buildings(s) : [...buildings(s), legend(s)];
  // where these stand does not depend on the step
  const still = place(
    [
      ...ringThree(s),
      ...gateWishes(s),
      ...s.at.houses
        .filter((h) => h.region.ring === 3 && !s.slab && !h.unnamed)
        .map((h) => houseWish(h, s)),
      ...ringNames(rings, s),
    ],
    [...solid, ...trodden(s)],
    frame,
  );
  const taken = [...solid, ...people(rings, s), ...still.map((label) => label.box)];
  const box = boxAt(rings, s, taken);
  const actor = place(actorWish(rings, s), box ? [...taken, box] : taken, frame);
  const inside = rings.actor !== null && rings.actor.ring < 3;
  return {
    labels: [
      ...still.map((label) => ({ ...label, halo: 'halo' })),
      ...actor.map((label) => ({ ...label, halo: inside ? 'halo-court' : 'halo' })),
    ],
    box,
  };
}

/** The porter stands on the wall only while a check is made there. */
export function porterAt(rings: RingsView, { at, projection: p }: Scene): Point | null {
  const used =
    at.gates.find((g) => g.usedNow) ??
    (rings.refusal?.gate != null ? gateAt(at, rings.refusal.gate) : null);
  if (!at.refusal && !used) return null;
  if (rings.actor?.ring !== 3 && at.refusal)
    return p.point(at.refusal.cross.x - 20, at.refusal.cross.y, height.inner);
  if (!used) return p.point(at.outer.x + 4, at.refusal!.cross.y - 18, height.outer);
  return used.wall === 'west'
    ? p.point(at.outer.x + 4, used.mouth.y + 24, height.outer)
    : p.point(used.mouth.x - 24, bottom(at.outer) - 4, height.outer);
}

/** Where the refusal's cross is. */
export function crossAt(rings: RingsView, { at, projection: p }: Scene): Point | null {
  if (!at.refusal || !rings.refusal || !at.actor) return null;
  const gate = rings.refusal.gate === null ? null : gateAt(at, rings.refusal.gate);
  if (rings.actor?.ring !== 3 && !gate) return p.point(at.refusal.cross.x, at.refusal.cross.y, 14);
  return gate?.wall === 'south'
    ? p.point(at.refusal.cross.x, bottom(at.outer) + 8, 16)
    : p.point(at.outer.x - 3, at.refusal.cross.y, 14);
}

/** What no word may cover. */
function buildings({ at, projection: p }: Scene): Thing[] {
  const { outer, inner, court } = at;
  const far = (r: Rect, thick: number, z: number) => [
    outline(p, { ...r, h: thick }, z),
    outline(p, { ...r, x: r.x + r.w - thick, w: thick }, z),
  ];
  const walls = at.walled
    ? [
        ...far(outer, measures.outerWall, height.outer),
        ...far(inner, measures.innerWall, height.inner),
        ...stretches(at, 'outer').map(({ rect }) => outline(p, rect, height.outer)),
        ...stretches(at, 'inner').map(({ rect }) => outline(p, rect, height.inner)),
      ]
    : [];
  const built = at.gates.filter((g) => g.ring !== 3 && at.walled);
  return [
    ...walls,
    ...built.flatMap((g) => [tower(p, g), leaves(p, g)]),
    ...at.houses.map(({ rect, region }) =>
      region.ring === 3
        ? outline(p, rect, height.house, 3, height.houseRidge)
        : outline(p, chestAt(rect), height.chest),
    ),
    outline(p, churchAt(court), height.church, 3, height.ridge),
  ];
}

/** The corner with the folded legend. */
const legend = ({ width, height: h }: Scene): Thing => ({ x: width - 84, y: h - 36, w: 84, h: 36 });

/** Where people come to stand, now or at another step. */
function trodden({ at, projection: p }: Scene): Thing[] {
  const lane = Array.from({ length: 13 }, (_, i) => along(at.lane, i / 12));
  const gates = at.gates.map((g) => beforeMouth(g, g.mouth));
  return [...(at.houses.length ? lane : []), ...gates].map((q) => person(p, p.point(q.x, q.y)));
}

function people(rings: RingsView, s: Scene): Thing[] {
  const { at, projection: p } = s;
  const cross = crossAt(rings, s);
  return [at.actor && p.point(at.actor.x, at.actor.y), porterAt(rings, s)]
    .filter((q) => q !== null)
    .map((q) => person(p, q))
    .concat(cross ? [around(cross, 10, 10, 10)] : []);
}

const person = (p: Projection, at: Point): Thing =>
  around(at, 7 * p.scale, 22 * p.scale, 3 * p.scale);

const around = ({ x, y }: Point, side: number, above: number, below: number): Thing => ({
  x: x - side,
  y: y - above,
  w: 2 * side,
  h: above + below,
});

function tower(p: Projection, g: GatePlace): Thing {
  const r = towerOf(g);
  return silhouette([
    ...p.floor(r),
    ...p.floor({ x: r.x - 4, y: r.y - 4, w: r.w + 8, h: r.h + 8 }, height.tower),
    p.point(r.x + r.w / 2, r.y + r.h / 2, height.tower + height.spire),
  ]);
}

/** An open gate's two leaves, swung out. */
function leaves(p: Projection, g: GatePlace): Thing {
  const r = towerOf(g);
  const out: Rect =
    g.wall === 'west'
      ? { x: r.x - 9, y: g.mouth.y - 11, w: 9, h: 22 }
      : { x: g.mouth.x - 11, y: bottom(r), w: 22, h: 9 };
  return outline(p, out, 16);
}

/** The check hangs where the ground is free. */
function boxAt(rings: RingsView, s: Scene, solid: Thing[]): Rect | null {
  const { at, projection: p, width, height: h, slab } = s;
  const compare = rings.refusal?.compare ?? [];
  if (!crossAt(rings, s) || !compare.length || width < 480 || slab) return null;
  const size = { w: 52 * compare.length, h: 50 };
  const here = p.point(at.actor!.x, at.actor!.y);
  const corner = p.point(at.lane[1]!.x, at.lane[1]!.y);
  const gate = rings.refusal!.gate === null ? null : gateAt(at, rings.refusal!.gate);
  const right = { x: Math.min(width - size.w - 14, here.x + 70), y: h - 62 };
  const left = { x: Math.max(8, corner.x - 22 - size.w), y: Math.min(h - 56, corner.y) };
  const south = gate?.wall === 'south' || (rings.actor?.ring !== 3 && !gate);
  const boxes = [
    ...(south ? [right, left] : [left, right]),
    { x: 12, y: h - 62 },
    { x: width - size.w - 14, y: h - 62 },
    { x: 12, y: 44 },
    { x: width - size.w - 14, y: 12 },
  ].map((spot) => ({ ...spot, ...size }));
  return boxes.find((box) => solid.every((thing) => !meet(thing, box))) ?? boxes[0]!;
}

const wish = (of: string, lines: Run[][], spots: Spot[], needed = false): Wish => ({
  of,
  gate: null,
  lines,
  spots,
  needed,
});

function actorWish(rings: RingsView, { at, projection: p }: Scene): Wish[] {
  if (!rings.actor || !at.actor) return [];
  const { x, y } = p.point(at.actor.x, at.actor.y);
  const k = p.scale;
  const left = rings.actor.ring === 3 && at.refusal === null;
  const end = (dx: number, dy: number): Spot => ({ x: x - dx * k, y: y + dy * k, anchor: 'end' });
  const start = (dx: number, dy: number): Spot => ({
    x: x + dx * k,
    y: y + dy * k,
    anchor: 'start',
  });
  const usual = left ? end(9, -13) : start(9, at.refusal ? 12 : -13);
  const spots = [-13, -1, 8, 15, -22, -28].flatMap((dy) => [end(10, dy), start(10, dy)]);
  const away = [24, 40, 60].flatMap((dx) =>
    [-24, -10, 6, 20, 34].flatMap((dy) =>
      [end(dx, dy), start(dx, dy)].map((spot) => ({ ...spot, lead: { x, y: y - 10 * k } })),
    ),
  );
  const below: Spot = { x, y: y + 15, anchor: 'middle' };
  return [
    wish(
      'actor',
      [[code(rings.actor.mnemonic, 'xi', 13)]],
      [usual, ...spots, below, ...away],
      true,
    ),
  ];
}

function gateWishes(s: Scene): Wish[] {
  return s.at.gates.filter((g) => !s.slab || g.open || g.usedNow).map((g) => gateWish(g, s));
}

/** The caller alone beside its gate is better than every word farther away. */
function gateWish(g: GatePlace, { projection: p, slab, width }: Scene): Wish {
  const first = g.gates[0]!;
  const tone = g.open ? 'xa' : 'xi';
  const callers = (g.gates.length > 1 ? pairs(g.gates) : [first.caller.text]).map((text) => [
    code(text, tone),
  ]);
  const word = [sans(first.word.text, g.open ? 'xa' : 'xs', slab ? 11 : 12)];
  // on a small slab they would hang over its edge
  const lines = slab && width < 480 ? callers : [...callers, word];
  const { near, far } = g.wall === 'west' ? westOf(g, p) : southOf(g, p);
  const fewest = [
    [
      code(
        g.gates.length > 1
          ? `${pairs(g.gates.slice(0, 1)).join('')} +${g.gates.length - 1}`
          : first.label,
        tone,
      ),
    ],
  ];
  return {
    of: 'gate',
    gate: key(first),
    lines,
    spots: near,
    or: [
      { lines: callers, spots: near },
      { lines, spots: far },
      { lines: callers, spots: far },
      { lines: fewest, spots: [...near, ...far] },
    ],
    needed: true,
  };
}

interface Spots {
  near: Spot[];
  far: Spot[];
}

function westOf({ mouth }: GatePlace, p: Projection): Spots {
  const foot = p.point(mouth.x - 5, mouth.y + 6);
  const lead = p.point(mouth.x - 14, mouth.y);
  const x = foot.x - 20 * p.scale;
  const spots = (away: number[], down: number[]): Spot[] =>
    away.flatMap((dx) => down.map((dy) => ({ x: x - dx, y: foot.y + dy, anchor: 'end' })));
  return {
    near: spots([0, 6, 14, 22], [-5, 1, 7, 13, -11]),
    far: spots([30, 60, 90, 130, 180], [0, -16, 16, -34, 34, 52, 70]).map((spot) => ({
      ...spot,
      lead,
    })),
  };
}

function southOf({ mouth }: GatePlace, p: Projection): Spots {
  const foot = p.point(mouth.x, mouth.y + 5);
  const lead = p.point(mouth.x, mouth.y + 14);
  const x = foot.x + 18 * p.scale;
  const spots = (away: number[], down: number[]): Spot[] =>
    away.flatMap((dx) => down.map((dy) => ({ x: x + dx, y: foot.y + dy, anchor: 'start' })));
  return {
    near: [
      ...spots([0, -6, 8], [12, 18, 26, 6]),
      ...[24, 34].map((dy): Spot => ({ x: foot.x, y: foot.y + dy * p.scale, anchor: 'middle' })),
    ],
    far: [
      ...spots([20, 50, 80, 120], [12, 30, 48, -6, 66]),
      ...spots([-20, -50, -80], [32, 50, 68]).map((spot): Spot => ({ ...spot, anchor: 'end' })),
    ].map((spot) => ({ ...spot, lead })),
  };
}

function houseWish({ region, rect: r }: HousePlace, { projection: p }: Scene): Wish {
  const west = p.point(r.x, r.y + r.h / 2, 6),
    east = p.point(r.x + r.w, r.y + r.h, 2),
    south = p.point(r.x, r.y + r.h),
    top = p.point(r.x + r.w / 2, r.y, height.houseRidge);
  const left: Spot = { x: west.x - 8, y: west.y + 3, anchor: 'end' };
  const right: Spot = { x: east.x + 10, y: east.y + 3, anchor: 'start' };
  return wish(
    'house',
    [[sans(t(`region.${region.name}`), 'x3')]],
    [
      ...(region.name === 'stack' || region.name === 'library' ? [right, left] : [left, right]),
      { ...left, y: left.y + 10 },
      { ...right, y: right.y + 10 },
      { x: south.x, y: south.y + 15, anchor: 'middle' },
      { x: south.x, y: south.y + 15, anchor: 'end' },
      { x: top.x, y: top.y - 6, anchor: 'middle' },
    ],
  );
}

function ringThree({ at, projection: p, slab, height: h }: Scene): Wish[] {
  const name = bold(t('ring.number', { ring: 3 }), 'x3', 15);
  if (!slab)
    return [
      wish(
        'ring',
        [[name, sans(t('ring.userland'), 'x3')]],
        [
          { x: 16, y: 28, anchor: 'start' },
          { x: 16, y: h - 16, anchor: 'start' },
        ],
        true,
      ),
    ];
  const corner = p.point(slabRect(at).x + 30, slabRect(at).y + 6);
  const x = Math.max(48, corner.x - 6);
  return [wish('ring', [[name]], [{ x, y: corner.y - 12, anchor: 'end' }], true)];
}

function ringNames(rings: RingsView, s: Scene): Wish[] {
  const { at, projection: p, slab, width, height: h } = s;
  const { court, outer, kerb } = at;
  const peak = p.point(court.x + court.w - 70, court.y + 27, height.ridge);
  const crown = p.point(outer.x + outer.w, outer.y, height.outer).y;
  const top = Math.max(20, Math.min(peak.y - 44, crown - 10));
  const zero = bold(t('ring.number', { ring: 0 }), 'x0', 15);
  const unused = [1, 2].filter((r) => !rings.usedRings.includes(r));
  const lead = p.point(kerb.x + kerb.w + 10, kerb.y + 34);
  const note = t(unused.length === 1 ? 'picture.unused-one' : 'picture.unused', {
    rings: unused.join(', '),
  });
  const bed = slabRect(at);
  const rock = p.point(bed.x + bed.w * 0.62, bed.y + bed.h, -slabEdge);
  return [
    wish(
      'ring',
      [slab ? [zero] : [zero, sans(t('ring.kernel'), 'x0')]],
      [0, 40, -40, 80].map((dx): Spot => ({
        x: peak.x + dx,
        y: top,
        anchor: 'middle',
        lead: peak,
      })),
      true,
    ),
    ...(unused.length && !slab && width >= 480
      ? [
          wish(
            'note',
            [[sans(note, 'x2')]],
            [15, 30, 0, 45].flatMap((dy): Spot[] => [
              { x: lead.x - 4, y: top + dy, anchor: 'start', lead },
              { x: lead.x + 60, y: top + dy, anchor: 'start', lead },
            ]),
          ),
        ]
      : []),
    ...(slab
      ? [
          wish(
            'bed',
            [[sans(t('picture.hardware'), 'xh')]],
            [{ x: rock.x + 8, y: Math.min(rock.y + 14, h - 8), anchor: 'start' }],
            true,
          ),
        ]
      : []),
  ];
}
