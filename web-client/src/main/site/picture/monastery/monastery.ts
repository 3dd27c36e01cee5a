import { svg, nothing, type SVGTemplateResult } from 'lit';
import type { RingsView } from '../../simulator/protocol';
import { compareBox, refusing } from '../compare-box';
import { line, shape } from '../path';
import {
  bottom,
  measures,
  type GatePlace,
  type HousePlace,
  type Places,
  type Point,
  type Rect,
} from '../ground';
import { along, pieces, type Zone } from '../ways';
import { gateButton, houseButton } from '../pressed';
import { written } from '../plan/written';
import { figure } from './figure';
import type { Projection } from './projection';
import {
  chestAt,
  churchAt,
  height,
  slabEdge,
  slabRect,
  stretches,
  towerHalf,
  towerOf,
  type Scene,
  type Stretch,
} from './scene';
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
import { crossAt, porterAt, words } from './words';

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
  const people = svg`${stones(s)}${actor(rings, s)}`;
  const way = layers(rings, s);
  const said = words(rings, s);
  return svg`${ground(s)}
    ${
      at.houses.some((h) => h.region.name === 'code' && h.region.ring === 3)
        ? svg`<path class="lane" d=${line(
            at.lane.map((q) => p.point(q.x, q.y)),
          )} stroke-width=${12 * p.scale}></path>`
        : nothing
    }
    ${face(
      p.floor(outer),
      'floor2',
    )}${face(p.floor(kerb), 'floor1')}${face(p.floor(inner), 'floor0')}${face(
      p.floor({ x: court.x + 14, y: court.y + 14, w: court.w - 28, h: court.h - 28 }),
      'garth',
    )}
    ${
      at.walled
        ? svg`${wall(outer.x, outer.y, outer.w, ow, height.outer)}${wall(
            east - ow,
            outer.y,
            ow,
            outer.h,
            height.outer,
          )}`
        : svg`<path class="kerb" d=${shape(p.floor(outer))}></path>
          <path class="kerb" d=${shape(p.floor(inner))}></path>`
    }
    <path class="kerb ${rings.usedRings.includes(1) ? 'used' : ''}" d=${shape(
      p.floor({ x: kerb.x + 1.5, y: kerb.y + 1.5, w: kerb.w - 3, h: kerb.h - 3 }),
    )}></path>
    ${
      at.walled
        ? svg`${wall(inner.x, inner.y, inner.w, iw, height.inner)}${wall(
            innerEast - iw,
            inner.y,
            iw,
            inner.h,
            height.inner,
          )}${arcade(p, at)}`
        : nothing
    }
    ${at.gates.map((g) => face(p.floor(passage(g)), 'passage'))}${church(p, court)}${well(p, court)}
    ${at.houses.filter((h) => h.region.ring === 0).map((h) => chest(p, h))}
    ${way.court}${inCourt ? people : nothing}
    ${at.walled ? innerWalls(p, at) : nothing}${way.walk}${inWalk ? people : nothing}${
      at.walled ? outerWalls(p, at, s.slab) : nothing
    }
    ${porter(rings, s)}
    ${at.houses.filter((h) => h.region.ring === 3).map((h) => villageHouse(p, h, s.slab))}
    ${way.village}${inCourt || inWalk ? nothing : people}
    ${refused(rings, s, said.box)}
    ${said.labels.map((label) => written(label, label.halo))}`;
}

function ground({ at, projection: p, width, height: h, slab }: Scene): SVGTemplateResult {
  if (!slab) return svg`<rect class="turf" width=${width} height=${h}></rect>`;
  const r = slabRect(at);
  const edge = (from: number, to: number, west: string, south: string) => svg`
    ${face(
      [
        p.point(r.x, r.y, to),
        p.point(r.x, r.y + r.h, to),
        p.point(r.x, r.y + r.h, from),
        p.point(r.x, r.y, from),
      ],
      west,
    )}
    ${face(
      [
        p.point(r.x, r.y + r.h, to),
        p.point(r.x + r.w, r.y + r.h, to),
        p.point(r.x + r.w, r.y + r.h, from),
        p.point(r.x, r.y + r.h, from),
      ],
      south,
    )}`;
  return svg`${edge(
    -slabEdge,
    -8,
    'rock-west',
    'rock-south',
  )}${edge(-8, 0, 'turf-west', 'turf-south')}${face(p.floor(r), 'turf')}`;
}

function arcade(p: Projection, { court }: Places): SVGTemplateResult[] {
  const north = southPlane(p, court.y),
    east = westPlane(p, court.x + court.w);
  const bays = Math.max(3, Math.floor(court.w / 18));
  return Array.from({ length: bays }, (_, i) => {
    const step = court.w / bays,
      middle = step * (i + 0.5);
    return svg`${face(
      arch(north, court.x + middle, 5, 16),
      'arch',
    )}${face(arch(east, court.y + middle, 5, 16), 'arch')}`;
  });
}

function church(p: Projection, court: Rect): SVGTemplateResult {
  const r = churchAt(court);
  const south = southPlane(p, r.y + r.h),
    west = westPlane(p, r.x);
  return svg`${block(p, r, height.church, chapel)}
    ${[0.22, 0.5, 0.78].map((f) =>
      face(
        arch((x, z) => south(x, z + 9), r.x + r.w * f, 3, 15),
        'window',
      ),
    )}
    ${gable(p, r, height.church, height.ridge, {
      north: 'roof-shade',
      south: 'roof',
      west: 'chapel-west',
    })}
    ${face(arch(west, r.y + r.h / 2, 5, 18), 'window')}`;
}

function well(p: Projection, court: Rect): SVGTemplateResult {
  const c = p.point(court.x + court.w * 0.72, court.y + court.h * 0.66),
    k = p.scale;
  return svg`<ellipse class="well" cx=${c.x} cy=${c.y} rx=${9 * k} ry=${5.2 * k}></ellipse>
    <ellipse class="well-top" cx=${c.x} cy=${c.y - 3.2 * k} rx=${9 * k} ry=${5.2 * k}></ellipse>
    <ellipse class="water" cx=${c.x} cy=${c.y - 3.2 * k} rx=${6 * k} ry=${3.3 * k}></ellipse>`;
}

/** The kernel's own stack, a chest in the court. */
function chest(p: Projection, { rect }: HousePlace): SVGTemplateResult {
  return block(p, chestAt(rect), height.chest, chapel);
}

function passage({ wall, mouth, handler }: GatePlace): Rect {
  const half = measures.opening / 2 - 2;
  return wall === 'west'
    ? { x: mouth.x, y: mouth.y - half, w: handler.x - mouth.x, h: 2 * half }
    : { x: mouth.x - half, y: handler.y, w: 2 * half, h: mouth.y - handler.y };
}

/** From back to front. */
function innerWalls(p: Projection, at: Places): SVGTemplateResult[] {
  const parts = stretches(at, 'inner');
  const drawn = ({ rect }: Stretch) => block(p, rect, height.inner, stone);
  return [
    ...parts.filter((part) => part.wall === 'west').map(drawn),
    ...parts
      .filter((part) => part.wall === 'south')
      .reverse()
      .map(drawn),
  ];
}

function outerWalls(p: Projection, at: Places, plain: boolean): SVGTemplateResult {
  const { outer, gates } = at;
  const ground = bottom(outer);
  const parts = stretches(at, 'outer');
  const built = gates.filter((g) => g.ring !== 3);
  const drawn = ({ wall, from, to, rect }: Stretch) =>
    svg`${block(p, rect, height.outer, stone)}${course(
      wall === 'west' ? westPlane(p, outer.x) : southPlane(p, ground),
      from,
      to,
    )}`;
  const west = [
    ...parts
      .filter((part) => part.wall === 'west')
      .map((part) => ({ at: part.from, draw: drawn(part) })),
    ...built
      .filter((g) => g.wall === 'west')
      .map((g) => ({ at: g.mouth.y - towerHalf, draw: tower(p, g, plain) })),
  ].sort((a, b) => a.at - b.at);
  const south = [
    ...parts
      .filter((part) => part.wall === 'south')
      .map((part) => ({ at: part.to, draw: drawn(part) })),
    ...built
      .filter((g) => g.wall === 'south')
      .map((g) => ({ at: g.mouth.x + towerHalf, draw: tower(p, g, plain) })),
  ].sort((a, b) => b.at - a.at);
  return svg`${south.map((x) => x.draw)}${west.map((x) => x.draw)}`;
}

const course = (
  plane: (along: number, z: number) => Point,
  from: number,
  to: number,
): SVGTemplateResult =>
  svg`<path class="course" d=${line([
    plane(from, height.outer - 6),
    plane(to, height.outer - 6),
  ])}></path>`;

/** A gate tower, its doors as the descriptor says. */
function tower(p: Projection, g: GatePlace, plain: boolean): SVGTemplateResult {
  const west = g.wall === 'west';
  const r = towerOf(g);
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
    ? svg`${face(arch(plane, middle, 9, 26), 'gate-open')}${face(
        arch(plane, middle, 6, 21),
        'through',
      )}${face(leaf(-1), 'leaf')}${face(leaf(1), 'leaf-lit')}`
    : svg`${face(arch(plane, middle, 9, 26), 'gate-shut')}<path class="planks" d=${[-4, 0, 4]
        .map((dx) => line([plane(middle + dx, 0), plane(middle + dx, 23)]))
        .join('')}></path><path class="bar" d=${line([
        plane(middle - 9, 11),
        plane(middle + 9, 11),
      ])}></path>`;
  return gateButton(
    g,
    svg`${block(p, r, height.tower, stone)}${doors}${spire(p, r, height.tower, height.spire)}`,
    plain,
  );
}

function villageHouse(p: Projection, house: HousePlace, plain: boolean): SVGTemplateResult {
  const r = house.rect;
  return houseButton(
    house,
    svg`${block(p, r, height.house, cottage)}${gable(p, r, height.house, height.houseRidge, {
      north: 'thatch-shade',
      south: 'thatch',
      west: 'plaster',
    })}${face(arch(westPlane(p, r.x), r.y + r.h / 2, 3.6, 11), 'cottage-door')}`,
    plain,
  );
}

function stones({ at, projection: p }: Scene): SVGTemplateResult[] {
  return at.stones.map(({ at: q, text, ring }) => {
    const c = p.point(q.x, q.y);
    return svg`<ellipse class="stone s${ring}" cx=${c.x} cy=${c.y} rx=${4.6 * p.scale}
      ry=${2.6 * p.scale}><title>${text}</title></ellipse>`;
  });
}

export const crossingPath = ({ at, projection: p }: Scene): Point[] | null =>
  at.crossing?.map((q) => p.point(q.x, q.y)) ?? null;

/** The way of the crossing, each piece under the walls that stand in front of it. */
function layers(rings: RingsView, { at, projection: p }: Scene) {
  const tone = rings.crossing && rings.crossing.to < rings.crossing.from ? 'sa' : 's3';
  const drawn = (zone: Zone) =>
    at.crossing === null
      ? nothing
      : pieces(at.crossing, at)
          .filter((piece) => piece.zone === zone)
          .map(
            ({ from, to }) =>
              svg`<path class="way ${tone}" d=${line([
                p.point(from.x, from.y),
                p.point(to.x, to.y),
              ])}></path>`,
          );
  return { court: drawn('court'), walk: drawn('walk'), village: drawn('village') };
}

function actor(rings: RingsView, s: Scene): SVGTemplateResult | typeof nothing {
  const { at, projection: p } = s;
  if (!rings.actor || !at.actor) return nothing;
  const here = p.point(at.actor.x, at.actor.y);
  const person = rings.actor.ring === 3 ? 'villager' : rings.actor.privileged ? 'monk' : 'brother';
  return figure(person, here, Math.max(0.75, p.scale * 1.05), 'actor');
}

function porter(rings: RingsView, s: Scene): SVGTemplateResult | typeof nothing {
  const where = porterAt(rings, s);
  return where ? figure('porter', where, Math.max(0.7, s.projection.scale)) : nothing;
}

function refused(rings: RingsView, s: Scene, box: Rect | null): SVGTemplateResult | typeof nothing {
  const { at, projection: p } = s;
  const cross = crossAt(rings, s);
  if (!cross || !rings.refusal || !at.actor) return nothing;
  const here = p.point(at.actor.x, at.actor.y);
  const back =
    rings.refusal.gate !== null || rings.actor?.ring !== 3
      ? null
      : [along(at.lane, 0.97), along(at.lane, 0.8)].map((q) => p.point(q.x, q.y + 12));
  return svg`${
    back
      ? svg`<path class="home" d=${line(back)}></path>
        <path class="home tip" d=${tip(back[0]!, back[1]!)}></path>`
      : nothing
  }
    <g class="cross" transform="translate(${cross.x} ${cross.y})">
    <circle class="fr sf" r="8.5" stroke-width="1.5"></circle>
    <path class="sf" d="M-3.2-3.2l6.4 6.4m0-6.4l-6.4 6.4" stroke-width="2"
      stroke-linecap="round"></path></g>
    ${
      box
        ? svg`<path class="no sf" d=${line(toBox(here, box))}></path>${compareBox(
            rings.refusal.compare,
            box,
            refusing(rings),
          )}`
        : nothing
    }`;
}

function toBox(here: Point, box: Rect): Point[] {
  const right = box.x > here.x;
  const level = box.y + (right ? 25 : 11);
  return [
    { x: here.x, y: here.y + 5 },
    { x: here.x, y: level },
    { x: right ? box.x : box.x + box.w, y: level },
  ];
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
