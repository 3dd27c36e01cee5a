import { svg, nothing, type SVGTemplateResult } from 'lit';
import type { RingsView } from '../../simulator/protocol';
import { t } from '../../messages/text';
import { compareBox } from '../compare-box';
import { line, shape } from '../path';
import {
  measures,
  type GatePlace,
  type HousePlace,
  type Places,
  type Point,
  type Rect,
} from '../ground';
import { places } from '../places';
import { along, gateAt } from '../ways';
import { key } from '../gate-key';
import { box, meet, type Spot } from '../plan/label-places';
import { figure } from './figure';
import { Projection, type Solid } from './projection';
import {
  arch,
  block,
  chapel,
  cottage,
  face,
  gable,
  southPlane,
  spire,
  stone,
  westPlane,
} from './solids';

const height = {
  outer: 30,
  inner: 24,
  tower: 43,
  spire: 27,
  church: 30,
  ridge: 54,
  house: 14,
  houseRidge: 27,
} as const;
const slabEdge = 20;

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
  const at = places(rings, 500, 392);
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

const slabRect = (at: Places): Rect => ({
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

/** The same rings as a small monastery, drawn back to front. */
export function monastery(rings: RingsView, s: Scene): SVGTemplateResult {
  const { at, projection: p } = s;
  const { outer, inner, court, kerb } = at;
  const wall = (x: number, y: number, w: number, h: number, z: number) =>
    block(p, { x, y, w, h }, z, stone);
  const ow = measures.outerWall,
    iw = measures.innerWall;
  const east = outer.x + outer.w,
    innerEast = inner.x + inner.w;
  const inCourt = rings.actor !== null && rings.actor.ring === 0,
    inWalk = rings.actor?.ring === 1 || rings.actor?.ring === 2;
  const people = svg`${stones(s)}${crossing(rings, s)}${actor(rings, s)}`;
  return svg`${ground(s)}
    ${at.houses.some((h) => h.region.name === 'code' && h.region.ring === 3) ? svg`<path class="lane" d=${line(at.lane.map((q) => p.point(q.x, q.y)))} stroke-width=${12 * p.scale}></path>` : nothing}
    ${face(p.floor(outer), 'floor2')}${face(p.floor(kerb), 'floor1')}${face(p.floor(inner), 'floor0')}${face(p.floor({ x: court.x + 14, y: court.y + 14, w: court.w - 28, h: court.h - 28 }), 'garth')}
    ${at.walled ? svg`${wall(outer.x, outer.y, outer.w, ow, height.outer)}${wall(east - ow, outer.y, ow, outer.h, height.outer)}` : svg`<path class="kerb" d=${shape(p.floor(outer))}></path><path class="kerb" d=${shape(p.floor(inner))}></path>`}
    <path class="kerb ${rings.usedRings.includes(1) ? 'used' : ''}" d=${shape(p.floor({ x: kerb.x + 1.5, y: kerb.y + 1.5, w: kerb.w - 3, h: kerb.h - 3 }))}></path>
    ${at.walled ? svg`${wall(inner.x, inner.y, inner.w, iw, height.inner)}${wall(innerEast - iw, inner.y, iw, inner.h, height.inner)}${arcade(p, at)}` : nothing}
    ${at.gates.map((g) => face(p.floor(passage(g)), 'passage'))}${church(p, court)}${well(p, court)}
    ${at.houses.filter((h) => h.region.ring === 0).map((h) => chest(p, h))}
    ${inCourt ? people : nothing}
    ${at.walled ? innerWalls(p, at) : nothing}${inWalk ? people : nothing}${at.walled ? outerWalls(p, at) : nothing}
    ${porter(rings, s)}
    ${at.houses.filter((h) => h.region.ring === 3).map((h) => villageHouse(p, h))}
    ${inCourt || inWalk ? nothing : people}
    ${refused(rings, s)}
    ${labels(rings, s)}`;
}

function ground({ at, projection: p, width, height: h, slab }: Scene): SVGTemplateResult {
  if (!slab) return svg`<rect class="turf" width=${width} height=${h}></rect>`;
  const r = slabRect(at);
  const edge = (from: number, to: number, west: string, south: string) => svg`
    ${face([p.point(r.x, r.y, to), p.point(r.x, r.y + r.h, to), p.point(r.x, r.y + r.h, from), p.point(r.x, r.y, from)], west)}
    ${face([p.point(r.x, r.y + r.h, to), p.point(r.x + r.w, r.y + r.h, to), p.point(r.x + r.w, r.y + r.h, from), p.point(r.x, r.y + r.h, from)], south)}`;
  return svg`${edge(-slabEdge, -8, 'rock-west', 'rock-south')}${edge(-8, 0, 'turf-west', 'turf-south')}${face(p.floor(r), 'turf')}`;
}

function arcade(p: Projection, { court }: Places): SVGTemplateResult[] {
  const north = southPlane(p, court.y),
    east = westPlane(p, court.x + court.w);
  const bays = Math.max(3, Math.floor(court.w / 18));
  return Array.from({ length: bays }, (_, i) => {
    const step = court.w / bays,
      middle = step * (i + 0.5);
    return svg`${face(arch(north, court.x + middle, 5, 16), 'arch')}${face(arch(east, court.y + middle, 5, 16), 'arch')}`;
  });
}

function church(p: Projection, court: Rect): SVGTemplateResult {
  const r: Rect = { x: court.x + court.w - 68, y: court.y + 12, w: 52, h: 30 };
  const south = southPlane(p, r.y + r.h),
    west = westPlane(p, r.x);
  return svg`${block(p, r, height.church, chapel)}
    ${[0.22, 0.5, 0.78].map((f) =>
      face(
        arch((x, z) => south(x, z + 9), r.x + r.w * f, 3, 15),
        'window',
      ),
    )}
    ${gable(p, r, height.church, height.ridge, { north: 'roof-shade', south: 'roof', west: 'chapel-west' })}
    ${face(arch(west, r.y + r.h / 2, 5, 18), 'window')}`;
}

function well(p: Projection, court: Rect): SVGTemplateResult {
  const c = p.point(court.x + court.w * 0.72, court.y + court.h * 0.66),
    k = p.scale;
  return svg`<ellipse class="well" cx=${c.x} cy=${c.y} rx=${9 * k} ry=${5.2 * k}></ellipse><ellipse class="well-top" cx=${c.x} cy=${c.y - 3.2 * k} rx=${9 * k} ry=${5.2 * k}></ellipse><ellipse class="water" cx=${c.x} cy=${c.y - 3.2 * k} rx=${6 * k} ry=${3.3 * k}></ellipse>`;
}

/** The kernel's own stack, a chest in the court. */
function chest(p: Projection, { rect }: HousePlace): SVGTemplateResult {
  return block(p, { ...rect, w: 16, h: 12 }, 9, chapel);
}

function passage({ wall, mouth, handler }: GatePlace): Rect {
  const half = measures.opening / 2 - 2;
  return wall === 'west'
    ? { x: mouth.x, y: mouth.y - half, w: handler.x - mouth.x, h: 2 * half }
    : { x: mouth.x - half, y: handler.y, w: 2 * half, h: mouth.y - handler.y };
}

/** The stretches of a wall between its openings, from back to front. */
function stretches(from: number, to: number, openings: number[], half: number): [number, number][] {
  const result: [number, number][] = [];
  let start = from;
  for (const middle of openings.slice().sort((a, b) => a - b)) {
    if (middle - half > start) result.push([start, middle - half]);
    start = Math.max(start, middle + half);
  }
  if (start < to) result.push([start, to]);
  return result;
}

function innerWalls(p: Projection, { inner, gates }: Places): SVGTemplateResult {
  const w = measures.innerWall,
    half = measures.opening / 2;
  const through = gates.filter((g) => g.ring === 0);
  const west = through.filter((g) => g.wall === 'west').map((g) => g.mouth.y),
    south = through.filter((g) => g.wall === 'south').map((g) => g.mouth.x);
  return svg`${stretches(inner.y, inner.y + inner.h, west, half).map(([a, b]) => block(p, { x: inner.x, y: a, w, h: b - a }, height.inner, stone))}
    ${stretches(inner.x, inner.x + inner.w, south, half)
      .reverse()
      .map(([a, b]) =>
        block(p, { x: a, y: inner.y + inner.h - w, w: b - a, h: w }, height.inner, stone),
      )}`;
}

function outerWalls(p: Projection, { outer, gates }: Places): SVGTemplateResult {
  const w = measures.outerWall,
    half = 15;
  const built = gates.filter((g) => g.ring !== 3);
  const west = built.filter((g) => g.wall === 'west'),
    south = built.filter((g) => g.wall === 'south');
  const bottom = outer.y + outer.h;
  const westParts = [
    ...stretches(
      outer.y,
      bottom,
      west.map((g) => g.mouth.y),
      half,
    ).map(([a, b]) => ({
      at: a,
      draw: svg`${block(p, { x: outer.x, y: a, w, h: b - a }, height.outer, stone)}${course(westPlane(p, outer.x), a, b)}`,
    })),
    ...west.map((g) => ({ at: g.mouth.y - half, draw: tower(p, g) })),
  ].sort((a, b) => a.at - b.at);
  const southParts = [
    ...stretches(
      outer.x,
      outer.x + outer.w,
      south.map((g) => g.mouth.x),
      half,
    ).map(([a, b]) => ({
      at: b,
      draw: svg`${block(p, { x: a, y: bottom - w, w: b - a, h: w }, height.outer, stone)}${course(southPlane(p, bottom), a, b)}`,
    })),
    ...south.map((g) => ({ at: g.mouth.x + half, draw: tower(p, g) })),
  ].sort((a, b) => b.at - a.at);
  return svg`${southParts.map((x) => x.draw)}${westParts.map((x) => x.draw)}`;
}

const course = (
  plane: (along: number, z: number) => Point,
  from: number,
  to: number,
): SVGTemplateResult =>
  svg`<path class="course" d=${line([plane(from, height.outer - 6), plane(to, height.outer - 6)])}></path>`;

/** A gate tower, its doors as the descriptor says. */
function tower(p: Projection, g: GatePlace): SVGTemplateResult {
  const half = 15,
    west = g.wall === 'west';
  const r: Rect = west
    ? { x: g.mouth.x - 5, y: g.mouth.y - half, w: 19, h: 2 * half }
    : { x: g.mouth.x - half, y: g.mouth.y - 14, w: 2 * half, h: 19 };
  const plane = west ? westPlane(p, r.x) : southPlane(p, r.y + r.h);
  const middle = west ? g.mouth.y : g.mouth.x;
  const out = (along: number, z: number, by: number) =>
    west ? p.point(r.x - by, along, z) : p.point(along, r.y + r.h + by, z);
  const leaf = (side: number) => [
    plane(middle + side * 9, 0),
    out(middle + side * 11, 0, 9),
    out(middle + side * 11, 16, 9),
    plane(middle + side * 9, 19),
  ];
  const doors = g.open
    ? svg`${face(arch(plane, middle, 9, 26), 'gate-open')}${face(arch(plane, middle, 6, 21), 'through')}${face(leaf(-1), 'leaf')}${face(leaf(1), 'leaf-lit')}`
    : svg`${face(arch(plane, middle, 9, 26), 'gate-shut')}<path class="planks" d=${[-4, 0, 4].map((dx) => line([plane(middle + dx, 0), plane(middle + dx, 23)])).join('')}></path><path class="bar" d=${line([plane(middle - 9, 11), plane(middle + 9, 11)])}></path>`;
  return svg`<g class="gate" data-gate=${key(g.gates[0]!)}>${block(p, r, height.tower, stone)}${doors}${spire(p, r, height.tower, height.spire)}</g>`;
}

function villageHouse(p: Projection, { rect: r }: HousePlace): SVGTemplateResult {
  return svg`${block(p, r, height.house, cottage)}${gable(p, r, height.house, height.houseRidge, { north: 'thatch-shade', south: 'thatch', west: 'plaster' })}${face(arch(westPlane(p, r.x), r.y + r.h / 2, 3.6, 11), 'cottage-door')}`;
}

function stones({ at, projection: p }: Scene): SVGTemplateResult[] {
  return at.stones.map(({ at: q, text, ring }) => {
    const c = p.point(q.x, q.y);
    return svg`<ellipse class="stone s${ring}" cx=${c.x} cy=${c.y} rx=${4.6 * p.scale} ry=${2.6 * p.scale}><title>${text}</title></ellipse>`;
  });
}

export const crossingPath = ({ at, projection: p }: Scene): Point[] | null =>
  at.crossing?.map((q) => p.point(q.x, q.y)) ?? null;

function crossing(rings: RingsView, s: Scene): SVGTemplateResult | typeof nothing {
  const way = crossingPath(s);
  return way
    ? svg`<path class="way ${rings.crossing!.to < rings.crossing!.from ? 'sa' : 's3'}" d=${line(way)}></path>`
    : nothing;
}

function actor(rings: RingsView, s: Scene): SVGTemplateResult | typeof nothing {
  const { at, projection: p } = s;
  if (!rings.actor || !at.actor) return nothing;
  const here = p.point(at.actor.x, at.actor.y);
  const person = rings.actor.ring === 3 ? 'villager' : rings.actor.privileged ? 'monk' : 'brother';
  const left = rings.actor.ring === 3 && at.refusal === null;
  const spot = actorSpot(rings, s, here, left);
  return svg`${figure(person, here, Math.max(0.75, p.scale * 1.05), 'actor')}
    <text class="mono b t2 xi ${left || at.refusal ? 'halo' : 'halo-court'}" x=${spot.x} y=${spot.y} text-anchor=${spot.anchor}>${rings.actor.mnemonic}</text>`;
}

/** Beside the figure, where no gate's words stand. */
function actorSpot(
  rings: RingsView,
  { at, projection: p, slab, width }: Scene,
  here: Point,
  left: boolean,
): Spot {
  const k = p.scale,
    usual: Spot = {
      x: here.x + (left ? -9 : 9) * k,
      y: here.y + (at.refusal ? 12 : -13) * k,
      anchor: left ? 'end' : 'start',
    };
  const spots: Spot[] = [
    usual,
    { x: here.x + 13 * k, y: here.y - 1, anchor: 'start' },
    { x: here.x - 9 * k, y: here.y + 2, anchor: 'end' },
    { x: here.x + 13 * k, y: here.y - 24 * k, anchor: 'start' },
    { x: here.x - 13 * k, y: here.y - 24 * k, anchor: 'end' },
  ];
  const lines = [[{ text: rings.actor!.mnemonic, tone: '', size: 13, mono: true, bold: true }]];
  const taken = at.gates.flatMap((g) => gateWords(g, p, slab, width));
  return spots.find((spot) => taken.every((words) => !meet(box(lines, spot), words))) ?? usual;
}

/** The porter stands on the wall only while a check is made there. */
function porter(
  rings: RingsView,
  { at, projection: p }: Scene,
): SVGTemplateResult | typeof nothing {
  const used =
    at.gates.find((g) => g.usedNow) ??
    (rings.refusal?.gate != null ? gateAt(at, rings.refusal.gate) : null);
  if (!at.refusal && !used) return nothing;
  const inner =
    rings.actor?.ring !== 3 && at.refusal
      ? p.point(at.refusal.cross.x - 20, at.refusal.cross.y, height.inner)
      : null;
  const where =
    inner ??
    (used
      ? used.wall === 'west'
        ? p.point(at.outer.x + 4, used.mouth.y + 24, height.outer)
        : p.point(used.mouth.x - 24, at.outer.y + at.outer.h - 4, height.outer)
      : p.point(at.outer.x + 4, at.refusal!.cross.y - 18, height.outer));
  return figure('porter', where, Math.max(0.7, p.scale));
}

function refused(
  rings: RingsView,
  { at, projection: p, width, height: h, slab }: Scene,
): SVGTemplateResult | typeof nothing {
  if (!at.refusal || !rings.refusal || !at.actor) return nothing;
  const gate = rings.refusal.gate === null ? null : gateAt(at, rings.refusal.gate);
  const inner = rings.actor?.ring !== 3 && !gate;
  const cross = inner
    ? p.point(at.refusal.cross.x, at.refusal.cross.y, 14)
    : gate?.wall === 'south'
      ? p.point(at.refusal.cross.x, at.outer.y + at.outer.h + 8, 16)
      : p.point(at.outer.x - 3, at.refusal.cross.y, 14);
  const here = p.point(at.actor.x, at.actor.y);
  const back =
    gate || inner
      ? null
      : [along(at.lane, 0.97), along(at.lane, 0.8)].map((q) => p.point(q.x, q.y + 12));
  const compare = rings.refusal.compare;
  const w = 52 * compare.length;
  const corner = p.point(at.lane[1]!.x, at.lane[1]!.y);
  const south = inner || gate?.wall === 'south';
  const box: Rect = south
    ? { x: Math.min(width - w - 14, here.x + 70), y: h - 62, w, h: 50 }
    : { x: Math.max(8, corner.x - 22 - w), y: Math.min(h - 56, corner.y), w, h: 50 };
  const level = south ? box.y + 25 : box.y + 11;
  const lead = [
    { x: here.x, y: here.y + 5 },
    { x: here.x, y: level },
    { x: south ? box.x : box.x + box.w, y: level },
  ];
  return svg`${back ? svg`<path class="home" d=${line(back)}></path><path class="home tip" d=${tip(back[0]!, back[1]!)}></path>` : nothing}
    <g transform="translate(${cross.x} ${cross.y})"><circle class="fr sf" r="8.5" stroke-width="1.5"></circle><path class="sf" d="M-3.2-3.2l6.4 6.4m0-6.4l-6.4 6.4" stroke-width="2" stroke-linecap="round"></path></g>
    ${compare.length && width >= 480 && !slab ? svg`<path class="no sf" d=${line(lead)}></path>${compareBox(compare, box)}` : nothing}`;
}

function tip(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const ux = (from.x - to.x) / length,
    uy = (from.y - to.y) / length;
  const at = (turn: number) => ({
    x: to.x + 9 * (ux * Math.cos(turn) - uy * Math.sin(turn)),
    y: to.y + 9 * (ux * Math.sin(turn) + uy * Math.cos(turn)),
  });
  return line([at(0.5), to, at(-0.5)]);
}

function labels(
  rings: RingsView,
  { at, projection: p, width, height: h, slab }: Scene,
): SVGTemplateResult {
  const { court, outer, kerb } = at;
  const small = width < 480;
  const peak = p.point(court.x + court.w - 70, court.y + 27, height.ridge);
  const top = Math.max(20, Math.min(peak.y - 44, p.point(outer.x + outer.w, outer.y, 30).y - 10));
  const unused = [1, 2].filter((r) => !rings.usedRings.includes(r));
  const walk = p.point(kerb.x + kerb.w + 10, kerb.y + 34);
  const bed = slab
    ? p.point(slabRect(at).x + slabRect(at).w * 0.62, slabRect(at).y + slabRect(at).h, -slabEdge)
    : null;
  return svg`${at.gates.map((g) => gateLabel(g, p, slab, width))}
    <path class="lead" d=${line([peak, { x: peak.x, y: top + 6 }])}></path>
    <text x=${peak.x} y=${top} text-anchor="middle"><tspan class="t3 b x0">${t('ring.number', { ring: 0 })}</tspan>${slab ? nothing : svg`<tspan class="x0" dx="8">${t('ring.kernel')}</tspan>`}</text>
    ${unused.length && !slab && !small ? svg`<path class="lead" d=${line([walk, { x: walk.x, y: top + 20 }])}></path><circle class="dot" cx=${walk.x} cy=${walk.y} r="1.75"></circle><text class="x2" x=${walk.x - 4} y=${top + 15}>${t(unused.length === 1 ? 'picture.unused-one' : 'picture.unused', { rings: unused.join(', ') })}</text>` : nothing}
    ${
      slab
        ? nothing
        : at.houses
            .filter((x) => x.region.ring === 3)
            .map(({ region, rect }) => {
              const left = region.name !== 'stack';
              const c = left
                ? p.point(rect.x, rect.y + rect.h / 2, 6)
                : p.point(rect.x + rect.w, rect.y + rect.h, 2);
              if (left && c.x < 40) return nothing;
              return svg`<text class="x3 halo" x=${c.x + (left ? -8 : 10)} y=${c.y + 3} text-anchor=${left ? 'end' : 'start'}>${t(`region.${region.name}`)}</text>`;
            })
    }
    ${slab ? ringThree(at, p) : svg`<text class="t3 b x3" x="16" y="28">${t('ring.number', { ring: 3 })}</text><text class="x3" x="63" y="28">${t('ring.userland')}</text>`}
    ${bed ? svg`<text class="xh" x=${bed.x + 8} y=${Math.min(bed.y + 14, h - 8)}>${t('picture.hardware')}</text>` : nothing}`;
}

function ringThree(at: Places, p: Projection): SVGTemplateResult {
  const corner = p.point(slabRect(at).x + 30, slabRect(at).y + 6);
  const room = 44;
  return svg`<text class="t3 b x3" x=${Math.max(room + 4, corner.x - 6)} y=${corner.y - 12} text-anchor="end">${t('ring.number', { ring: 3 })}</text>`;
}

function gateLabel(
  g: GatePlace,
  p: Projection,
  slab: boolean,
  width: number,
): SVGTemplateResult | typeof nothing {
  if (slab && !g.open && !g.usedNow) return nothing;
  const { x, y, anchor, numbers, words } = gateText(g, p, slab, width);
  return svg`<text class="mono b halo ${g.open ? 'xa' : 'xi'}" x=${x} y=${y[0]} text-anchor=${anchor}>${numbers}</text><text class="halo ${slab ? 't1' : ''} ${g.open ? 'xa' : 'xs'}" x=${x} y=${y[1]} text-anchor=${anchor}>${words}</text>`;
}

function gateText(
  g: GatePlace,
  p: Projection,
  slab: boolean,
  width: number,
): { x: number; y: [number, number]; anchor: 'start' | 'end'; numbers: string; words: string } {
  const west = g.wall === 'west';
  const foot = west
    ? p.point(g.mouth.x - 5, g.mouth.y + 6, 0)
    : p.point(g.mouth.x, g.mouth.y + 5, 0);
  const y = west ? foot.y + 3 : foot.y + 12;
  const numbers = g.gates.map((gate) => gate.label).join(' ');
  // on a small slab they would hang over its edge
  const words = slab && width < 480 ? '' : g.gates[0]!.word.text;
  const room = Math.max(numbers.length * 7.3, words.length * 5.8);
  const x = west
    ? Math.max(room + 4, foot.x - (g.open ? 27 : 20) * p.scale)
    : Math.min(width - room - 4, foot.x + (slab ? 16 : 18) * p.scale);
  return {
    x,
    y: west ? [y - 8, y + 7] : slab ? [y - 10, y + 3] : [y, y + 15],
    anchor: west ? 'end' : 'start',
    numbers,
    words,
  };
}

/** What the words of a gate cover. */
function gateWords(g: GatePlace, p: Projection, slab: boolean, width: number): Rect[] {
  if (slab && !g.open && !g.usedNow) return [];
  const { x, y, anchor, numbers, words } = gateText(g, p, slab, width);
  const line = (text: string, at: number, mono: boolean): Rect =>
    box([[{ text, tone: '', size: 12, mono, bold: mono }]], { x, y: at, anchor });
  return [line(numbers, y[0], true), line(words, y[1], false)];
}
