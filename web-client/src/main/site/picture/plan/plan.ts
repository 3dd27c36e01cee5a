import { svg, nothing, type SVGTemplateResult } from 'lit';
import type { CompareView, RingsView } from '../../simulator/protocol';
import { t } from '../../messages/text';
import { line, rounded } from '../path';
import { measures, type GatePlace, type HousePlace, type Places, type Point, type Rect } from '../places';
import { compareBox } from '../compare-box';
import { key } from '../gate-key';

const frame = (r: Rect, thick: number): string =>
  `M${r.x} ${r.y}h${r.w}v${r.h}h${-r.w}zM${r.x + thick} ${r.y + thick}v${r.h - 2 * thick}h${r.w - 2 * thick}v${-(r.h - 2 * thick)}z`;

/** The rings as an architect's plan: walls, gates, court. */
export function plan(rings: RingsView, at: Places): SVGTemplateResult {
  return svg`
    <rect class="f3" width=${at.width} height=${at.height}></rect>
    ${at.houses.filter((h) => h.region.ring === 3).map((h) => house(h, at.court))}
    ${at.houses.length ? svg`<path class="no s3" d=${rounded(at.lane, 8)} stroke-dasharray="1 5" stroke-linecap="round" stroke-width="1.5"></path>` : nothing}
    ${ground(rings, at)}
    ${at.gates.map((gate) => opening(gate, rings, at))}
    ${hidden(at)}
    ${names(at)}
    ${at.houses.filter((h) => h.region.ring !== 3).map((h) => house(h, at.court))}
    ${at.crossing ? svg`<path class="no ${rings.crossing!.to < rings.crossing!.from ? 'sa' : 's3'} crossing" d=${rounded(at.crossing, 6)} stroke-width="1.75" stroke-dasharray="5 4"></path>` : nothing}
    ${at.stones.map(({ at: p, text, ring }) => svg`<circle class="f${ring} s${ring}" cx=${p.x} cy=${p.y} r="3" stroke-width="1.5"><title>${text}</title></circle>`)}
    ${actor(rings, at)}
    ${refused(rings, at)}`;
}

function house({ region, rect }: HousePlace, court: Rect): SVGTemplateResult {
  const small = rect.w < measures.house.w;
  const label = region.ring === 3 || court.w >= 130;
  return svg`<rect class="f${region.ring}d s${region.ring}" x=${rect.x + 0.5} y=${rect.y + 0.5} width=${rect.w} height=${rect.h}></rect>
    <path class="s${region.ring}" d="M${rect.x + 0.5} ${rect.y + rect.h / 2 + 0.5}h${rect.w}"></path>
    ${label ? (small ? svg`<text class="x${region.ring}" x=${rect.x - 5} y=${rect.y + rect.h - 3} text-anchor="end">${t(`region.${region.name}`)}</text>`
      : svg`<text class="x${region.ring}" x=${rect.x + rect.w + 8} y=${rect.y + 17.5}>${t(`region.${region.name}`)}</text>`) : nothing}`;
}

/** A ring without a segment of its own has a dotted kerb, not a wall. */
function ground(rings: RingsView, at: Places): SVGTemplateResult {
  const { outer, kerb, inner, court } = at;
  const kerbMiddle = { x: kerb.x + 1.5, y: kerb.y + 1.5, w: kerb.w - 3, h: kerb.h - 3 };
  const garth = { x: court.x + 9, y: court.y + 9, w: court.w - 18, h: court.h - 18 };
  const inUse = rings.usedRings.includes(1);
  const rect = (r: Rect, classes: string) => svg`<rect class=${classes} x=${r.x} y=${r.y} width=${r.w} height=${r.h}></rect>`;
  return svg`${rect(outer, 'f2')}${rect({ x: kerb.x, y: kerb.y, w: kerb.w, h: kerb.h }, 'f1')}${rect(inner, 'f0')}
    <rect class="no s0" stroke-opacity=".55" x=${garth.x} y=${garth.y} width=${garth.w} height=${garth.h}></rect>
    ${at.walled ? svg`<path class="fw" fill-rule="evenodd" d=${frame(outer, measures.outerWall)}></path>` : dotted(outer)}
    <rect class="no ${inUse ? 'sw' : 's1'}" stroke-width=${inUse ? 3 : 2} stroke-dasharray=${inUse ? 'none' : '2 4'} x=${kerbMiddle.x} y=${kerbMiddle.y} width=${kerbMiddle.w} height=${kerbMiddle.h}></rect>
    ${at.walled ? svg`<path class="fw" fill-rule="evenodd" d=${frame(inner, measures.innerWall)}></path>` : dotted(inner)}`;
}

const dotted = (r: Rect) => svg`<rect class="no s2" stroke-width="2" stroke-dasharray="2 4" x=${r.x + 1} y=${r.y + 1} width=${r.w - 2} height=${r.h - 2}></rect>`;

/** Every opening is drawn as if in the west wall, then turned into its own. */
function opening(place: GatePlace, rings: RingsView, at: Places): SVGTemplateResult {
  const { mouth, handler, wall, open } = place;
  const length = Math.hypot(handler.x - mouth.x, handler.y - mouth.y) - 9;
  const half = measures.opening / 2;
  const turn = wall === 'west' ? 0 : -90;
  const leaves = open
    ? svg`<path class="sa" d="M0 ${-half}h-13M0 ${half}h-13" stroke-width="2.5" stroke-linecap="round"></path>
      <path class="no sa" d="M-13 ${-half}A13 13 0 0 0 0 -1M-13 ${half}A13 13 0 0 1 0 1" stroke-width="1"></path>
      ${rings.cpl > 0 || place.usedNow || place.gates.some((g) => g.dpl > 0) ? svg`<path class="no sa" d="M-26 0H${length + 4}m-5-4l5 4-5 4" stroke-width=${place.usedNow ? 2.5 : 1.75} stroke-linecap="round" stroke-linejoin="round"></path>` : nothing}`
    : svg`<rect class="fb sw" x="1" y=${-half - 1} width="6" height=${measures.opening + 2} stroke-width="1.5"></rect><path class="sw" d="M13 ${-half}v${measures.opening}" stroke-width="3"></path>`;
  return svg`<g class="gate" data-gate=${key(place.gates[0]!)} transform="translate(${mouth.x} ${mouth.y}) rotate(${turn})">
      <rect class="f0" x="-0.5" y=${-half} width=${length + 0.5} height=${measures.opening}></rect>
      <path class="sw" d="M-0.5 ${-half}H${length}M-0.5 ${half}H${length}" stroke-width="2"></path>${leaves}</g>
    <rect class="f0d s0" x=${handler.x - 3} y=${handler.y - 3} width="6" height="6" stroke-width="1.5"></rect>
    ${gateLabel(place, rings, at)}`;
}

function gateLabel(place: GatePlace, rings: RingsView, at: Places): SVGTemplateResult {
  const { mouth, handler, wall, open, gates } = place;
  const numbers = gates.map((g) => g.label).join(' ');
  const dpl = `DPL ${gates[0]!.dpl}`;
  const word = gates[0]!.word.text;
  const tone = open ? 'xa' : 'xi', toneWord = open ? 'xa' : 'xs';
  const occupied = at.actor !== null && Math.abs(at.actor.y - mouth.y) < 12 && at.actor.x < mouth.x;
  const away = occupied ? 28 : open ? 18 : 12;
  const outside = wall === 'west'
    ? svg`<text class="mono b ${tone}" x=${mouth.x - away} y=${mouth.y - 4} text-anchor="end">${numbers}</text><text class=${toneWord} x=${mouth.x - away} y=${mouth.y + 12} text-anchor="end">${dpl}, ${word}</text>`
    : svg`<text class="mono b ${tone}" x=${mouth.x + 20} y=${mouth.y + 18}>${numbers}</text><text class=${toneWord} x=${mouth.x + 20} y=${mouth.y + 34}>${dpl}, ${word}</text>`;
  const name = wall === 'west'
    ? svg`<text class="x0" x=${handler.x + (inside(at, handler) ? 26 : 10)} y=${handler.y + 4}>${gates[0]!.target}</text>`
    : svg`<text class="x0" x=${between(place, at)} y=${handler.y + (between(place, at) === handler.x ? -9 : 4)} text-anchor="middle">${gates[0]!.target}</text>`;
  const first = rings.gates.find((g) => wallKey(g.kind) === wallKey(gates[0]!.kind) && g.target === gates[0]!.target) === gates[0];
  return svg`<g class="gate" data-gate=${key(gates[0]!)}>${outside}${first || place.usedNow ? name : nothing}</g>`;
}

const inside = (at: Places, handler: Point): boolean => at.actor !== null && Math.hypot(at.actor.x - handler.x, at.actor.y - handler.y) < 22;

/** Two gates to one handler carry its name between them. */
function between(place: GatePlace, at: Places): number {
  const twin = at.gates.find((g) => g !== place && g.wall === place.wall && g.gates[0]!.target === place.gates[0]!.target);
  return twin ? (twin.handler.x + place.handler.x) / 2 : place.handler.x;
}

const wallKey = (kind: string) => (kind === 'call' || kind === 'task' ? 'call' : 'interrupt');

function hidden(at: Places): SVGTemplateResult {
  const { west, south } = at.hidden;
  return svg`${west ? svg`<text x=${at.outer.x - 12} y=${at.court.y - 6} text-anchor="end">${t('picture.more', { count: west })}</text>` : nothing}
    ${south ? svg`<text x=${at.outer.x + 8} y=${at.outer.y + at.outer.h + 18}>${t('picture.more', { count: south })}</text>` : nothing}`;
}

function names(at: Places): SVGTemplateResult {
  const { outer, kerb, court } = at;
  const x = court.x + court.w - 14, y = court.y + court.h * 0.27;
  return svg`<text class="x2" x=${outer.x + outer.w - 14} y=${outer.y + 23} text-anchor="end">${t('ring.number', { ring: 2 })}</text>
    <text class="x1" x=${kerb.x + kerb.w - 9} y=${kerb.y + 18} text-anchor="end">${t('ring.number', { ring: 1 })}</text>
    <text class="t3 b x0" x=${x} y=${y} text-anchor="end">${t('ring.number', { ring: 0 })}</text>
    <text class="x0" x=${x} y=${y + 16} text-anchor="end">${t('ring.kernel')}</text>
    <text class="t3 b x3" x="16" y="28">${t('ring.number', { ring: 3 })}</text><text class="x3" x="63" y="28">${t('ring.userland')}</text>
    ${!at.walled ? svg`<text x=${outer.x + outer.w / 2} y=${outer.y + outer.h + 24} text-anchor="middle">${t('picture.unbuilt')}</text>` : nothing}`;
}

function actor(rings: RingsView, at: Places): SVGTemplateResult | typeof nothing {
  if (!rings.actor || !at.actor) return nothing;
  const ring = rings.actor.ring;
  const inCourt = ring !== 3;
  const atWall = rings.actor.place === 'wall' || rings.actor.place === 'gate' || at.refusal !== null;
  const onLane = !inCourt && !atWall && Math.abs(at.actor.x - at.lane[0]!.x) < 4;
  if (onLane && at.narrow) return dot(ring, at.actor, null, '');
  const label: Point = onLane ? { x: -12, y: 4 } : inCourt ? { x: 12, y: 4 } : atWall ? { x: -13, y: -11 } : { x: 12, y: -9 };
  return dot(ring, at.actor, label, rings.actor.mnemonic);
}

const dot = (ring: number, at: Point, label: Point | null, mnemonic: string) => svg`<g class="actor" transform="translate(${at.x} ${at.y})">
    <circle class="fp s${ring}" r="7" stroke-width="2"></circle><circle class="fl${ring}" r="2.5"></circle>
    ${label ? svg`<text class="mono b xi ${mnemonic.length > 5 ? '' : 't2'}" x=${label.x} y=${label.y} text-anchor=${label.x < 0 ? 'end' : 'start'}>${mnemonic}</text>` : nothing}</g>`;

function refused(rings: RingsView, at: Places): SVGTemplateResult | typeof nothing {
  if (!at.refusal || !rings.refusal) return nothing;
  const { cross, box } = at.refusal;
  const from = at.actor ?? cross;
  const compare: CompareView[] = rings.refusal.compare;
  return svg`<g><circle class="fr sf" cx=${cross.x} cy=${cross.y} r="9" stroke-width="1.5"></circle>
    <path class="sf" d="M${cross.x - 3.5} ${cross.y - 3.5}l7 7m0-7l-7 7" stroke-width="2" stroke-linecap="round"></path>
    ${compare.length ? svg`<path class="no sf" d=${leader(from, box)}></path>${compareBox(compare, box)}` : nothing}</g>`;
}

/** From under the actor down to the box, straight where it hangs below. */
function leader(from: Point, box: Rect): string {
  if (from.x < box.x) return line([{ x: from.x, y: from.y + 8 }, { x: from.x, y: box.y + box.h / 2 }, { x: box.x, y: box.y + box.h / 2 }]);
  const x = Math.max(box.x + 4, Math.min(box.x + box.w - 4, from.x));
  if (from.y + 8 <= box.y) return line([{ x: from.x, y: from.y + 8 }, { x: from.x, y: Math.max(from.y + 8, box.y - 6) }, { x, y: Math.max(from.y + 8, box.y - 6) }, { x, y: box.y }]);
  return line([from, { x: box.x, y: box.y + box.h / 2 }]);
}
