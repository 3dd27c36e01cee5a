import { svg, nothing, type SVGTemplateResult } from 'lit';
import type { CompareView, RingsView } from '../../simulator/protocol';
import { line, rounded } from '../path';
import {
  measures,
  type Door,
  type GatePlace,
  type HousePlace,
  type Places,
  type Point,
  type Rect,
} from '../ground';
import { compareBox, refusing } from '../compare-box';
import { gateButton, houseButton } from '../pressed';
import type { Label } from './label-places';
import { planLabels } from './labels';
import { written } from './written';

const frame = (r: Rect, thick: number): string => {
  const w = r.w - 2 * thick,
    h = r.h - 2 * thick;
  return `M${r.x} ${r.y}h${r.w}v${r.h}h${-r.w}zM${r.x + thick} ${r.y + thick}v${h}h${w}v${-h}z`;
};

/** The rings as an architect's plan: walls, gates, court. */
export function plan(rings: RingsView, at: Places): SVGTemplateResult {
  const words = planLabels(rings, at);
  return svg`
    <rect class="f3" width=${at.width} height=${at.height}></rect>
    ${at.houses.filter((h) => h.region.ring === 3).map((h) => house(h))}
    ${
      at.houses.length
        ? svg`<path class="no s3" d=${rounded(at.lane, 8)} stroke-dasharray="1 5"
          stroke-linecap="round" stroke-width="1.5"></path>`
        : nothing
    }
    ${ground(rings, at)}
    ${at.gates.map(opening)}${at.doors.map((d) => door(d, at))}
    ${at.houses.filter((h) => h.region.ring !== 3).map((h) => house(h))}
    ${
      at.crossing
        ? svg`<path class="no ${
            rings.crossing!.to < rings.crossing!.from ? 'sa' : 's3'
          } crossing" d=${rounded(at.crossing, 6)} stroke-width="1.75"
            stroke-dasharray="5 4"></path>`
        : nothing
    }
    ${at.stones.map(
      ({ at: p, text, ring }) =>
        svg`<circle class="f${ring} s${ring}" cx=${p.x} cy=${p.y} r="3" stroke-width="1.5">
          <title>${text}</title></circle>`,
    )}
    ${words.labels.map((label) => written(label))}
    ${actor(rings, at, words.actor)}
    ${refused(rings, at)}`;
}

function house(place: HousePlace): SVGTemplateResult {
  const { region, rect } = place;
  return houseButton(
    place,
    region.name === 'library'
      ? svg`<rect class="f3d sw" x=${rect.x + 0.5} y=${rect.y - 0.5} width=${rect.w}
        height=${rect.h}></rect>`
      : svg`<rect class="f${region.ring}d s${region.ring}" x=${rect.x + 0.5} y=${rect.y + 0.5}
        width=${rect.w} height=${rect.h}></rect>
    <path class="s${region.ring}" d="M${rect.x + 0.5} ${
      rect.y + rect.h / 2 + 0.5
    }h${rect.w}"></path>`,
  );
}

/** A ring without a segment of its own has a dotted kerb, not a wall. */
function ground(rings: RingsView, at: Places): SVGTemplateResult {
  const { outer, kerb, inner, court } = at;
  const kerbMiddle = { x: kerb.x + 1.5, y: kerb.y + 1.5, w: kerb.w - 3, h: kerb.h - 3 };
  const garth = { x: court.x + 9, y: court.y + 9, w: court.w - 18, h: court.h - 18 };
  const inUse = rings.usedRings.includes(1);
  const rect = (r: Rect, classes: string) =>
    svg`<rect class=${classes} x=${r.x} y=${r.y} width=${r.w} height=${r.h}></rect>`;
  return svg`${rect(outer, 'f2')}${rect(
    { x: kerb.x, y: kerb.y, w: kerb.w, h: kerb.h },
    'f1',
  )}${rect(inner, 'f0')}
    <rect class="no s0" stroke-opacity=".55" x=${garth.x} y=${garth.y} width=${garth.w}
      height=${garth.h}></rect>
    ${
      at.walled
        ? svg`<path class="fw" fill-rule="evenodd" d=${frame(outer, measures.outerWall)}></path>`
        : dotted(outer)
    }
    <rect class="no ${inUse ? 'sw' : 's1'}" stroke-width=${inUse ? 3 : 2}
      stroke-dasharray=${inUse ? 'none' : '2 4'} x=${kerbMiddle.x} y=${kerbMiddle.y}
      width=${kerbMiddle.w} height=${kerbMiddle.h}></rect>
    ${
      at.walled
        ? svg`<path class="fw" fill-rule="evenodd" d=${frame(inner, measures.innerWall)}></path>`
        : dotted(inner)
    }`;
}

const dotted = (r: Rect) =>
  svg`<rect class="no s2" stroke-width="2" stroke-dasharray="2 4" x=${r.x + 1} y=${r.y + 1}
    width=${r.w - 2} height=${r.h - 2}></rect>`;

/** Every opening is drawn as if in the west wall, then turned into its own. */
function opening(place: GatePlace): SVGTemplateResult {
  const { mouth, handler, wall, open, ring } = place;
  const length = Math.hypot(handler.x - mouth.x, handler.y - mouth.y) - 9;
  const half = measures.opening / 2;
  const turn = wall === 'west' ? 0 : -90;
  const leaves = open
    ? svg`<path class="sa" d="M0 ${-half}h-13M0 ${half}h-13" stroke-width="2.5"
      stroke-linecap="round"></path>
      <path class="no sa" d="M-13 ${-half}A13 13 0 0 0 0 -1M-13 ${half}A13 13 0 0 1 0 1"
        stroke-width="1"></path>
      <path class="no sa" d="M-26 0H${length + 4}m-5-4l5 4-5 4" stroke-width=${
        place.usedNow ? 2.5 : 1.75
      } stroke-linecap="round" stroke-linejoin="round"></path>`
    : svg`<rect class="fb sw" x="1" y=${-half - 1} width="6" height=${measures.opening + 2}
      stroke-width="1.5"></rect>
      <path class="sw" d="M13 ${-half}v${measures.opening}" stroke-width="3"></path>`;
  const drawn = svg`<g transform="translate(${mouth.x} ${mouth.y}) rotate(${turn})">
      <rect class="f${ring}" x="-0.5" y=${-half} width=${length + 0.5}
        height=${measures.opening}></rect>
      <path class="sw" d="M-0.5 ${-half}H${length}M-0.5 ${half}H${length}"
        stroke-width="2"></path>${leaves}</g>
    <rect class="f${ring}d s${ring}" x=${handler.x - 3} y=${handler.y - 3} width="6" height="6"
      stroke-width="1.5"></rect>`;
  return gateButton(place, drawn);
}

/** A gap in its wall. */
function door({ wall, of, at: middle }: Door, at: Places): SVGTemplateResult {
  const r = at[of],
    thick = of === 'outer' ? measures.outerWall : measures.innerWall,
    half = measures.door / 2;
  const tone = of === 'outer' ? 'f2' : 'f0';
  return wall === 'west'
    ? svg`<rect class="door ${tone}" x=${r.x} y=${middle - half} width=${thick}
      height=${2 * half}></rect>`
    : svg`<rect class="door ${tone}" x=${middle - half} y=${r.y + r.h - thick} width=${2 * half}
      height=${thick}></rect>`;
}

/** The instruction; its name goes where it goes. */
function actor(
  rings: RingsView,
  at: Places,
  label: Label | null,
): SVGTemplateResult | typeof nothing {
  if (!rings.actor || !at.actor) return nothing;
  const { ring } = rings.actor;
  return svg`<g class="actor" transform="translate(${at.actor.x} ${at.actor.y})">
    <circle class="fp s${ring}" r="7" stroke-width="2"></circle>
    <circle class="fl${ring}" r="2.5"></circle>
    ${
      label ? written({ ...label, x: label.x - at.actor.x, y: label.y - at.actor.y }) : nothing
    }</g>`;
}

function refused(rings: RingsView, at: Places): SVGTemplateResult | typeof nothing {
  if (!at.refusal || !rings.refusal) return nothing;
  const { cross, box } = at.refusal;
  const from = at.actor ?? cross;
  const compare: CompareView[] = rings.refusal.compare;
  return svg`<g><circle class="fr sf" cx=${cross.x} cy=${cross.y} r="9" stroke-width="1.5"></circle>
    <path class="sf" d="M${cross.x - 3.5} ${cross.y - 3.5}l7 7m0-7l-7 7" stroke-width="2"
      stroke-linecap="round"></path>
    ${
      compare.length
        ? svg`<path class="no sf" d=${leader(from, box)}></path>${compareBox(
            compare,
            box,
            refusing(rings),
          )}`
        : nothing
    }</g>`;
}

/** From under the actor down to the box, straight where it hangs below. */
function leader(from: Point, box: Rect): string {
  if (from.x < box.x)
    return line([
      { x: from.x, y: from.y + 8 },
      { x: from.x, y: box.y + box.h / 2 },
      { x: box.x, y: box.y + box.h / 2 },
    ]);
  const x = Math.max(box.x + 4, Math.min(box.x + box.w - 4, from.x));
  if (from.y + 8 <= box.y)
    return line([
      { x: from.x, y: from.y + 8 },
      { x: from.x, y: Math.max(from.y + 8, box.y - 6) },
      { x, y: Math.max(from.y + 8, box.y - 6) },
      { x, y: box.y },
    ]);
  return line([from, { x: box.x, y: box.y + box.h / 2 }]);
}
