import { nothing, svg } from 'lit';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import type { Band, Mark, MarkKind, View } from '../simulator/protocol';
import { spaced, type Scale } from '../timeline/scale';

const t = speaker(words);

/** Guests above, the hypervisor below; exits lie on the way down. */
const guestLane = 16;
const hypervisorLane = 41;
const thick = 5;
const wide = 560;
/** What is no matter of guests shows by the lanes themselves. */
const signs: MarkKind[] = ['exit', 'lie', 'halt', 'poke', 'call'];

export const height = 52;
/** Signs end above it. */
export const signBottom = 38;

/** Where the first step lies: behind the lanes' names, where there is room for them. */
export const left = (width: number): number => (width < wide ? 6 : 78);

export const drawn = (mark: Mark): boolean => signs.includes(mark.kind);

/** Where a mark's sign begins. */
export const signAt = (mark: Mark): number => (mark.kind === 'exit' ? 26 : 13.5);

const letter = (guest: number): string => String.fromCharCode(64 + guest);

export const nameOf = (band: Band): string =>
  band.who ? t('lanes.guest', { name: letter(band.who), ring: band.cpl }) : t('halls.hypervisor');

/** What has room for its name: stretches above their lane, exits between the lanes. */
export function named(bands: Band[], shown: Mark[], scale: Scale): Set<object> {
  const stretches = visible(bands, scale)
    .filter((b) => b.who && scale.x(b.to) - scale.x(b.from) > 30)
    .map((b) => ({ of: b, x: scale.x(b.from), width: 50, weight: b.to - b.from }));
  const label = (m: Mark) => ({
    of: m,
    x: scale.x(m.step) + 8,
    width: m.label.length * 6.7,
    weight: 1,
  });
  const [exits, others] = [true, false].map((exit) =>
    shown.filter((m) => (m.kind === 'exit') === exit),
  ) as [Mark[], Mark[]];
  const place = (m: Mark): number => scale.x(m.step);
  return new Set([
    ...spaced(exits.map(label), exits.map(place)),
    ...spaced([...others.map(label), ...stretches], others.map(place)),
  ]);
}

/** The stretches of both lanes, the ways between them, and where the machine stands. */
export function lanes(view: View, scale: Scale, kept: Set<object>) {
  const bands = visible(view.bands, scale);
  const now = scale.x(view.step);
  const here = view.bands.findLast((b) => b.from <= view.step);
  const lane = here?.who ? guestLane : hypervisorLane;
  const names = scale.left > 6;
  return svg`${
    names
      ? svg`<text class="t1 b xi" x="0" y=${guestLane + 5}>${t('lanes.guests')}</text>
          <text class="t1 b hyper" x="0" y=${hypervisorLane + 5}>${t('halls.hypervisor')}</text>`
      : nothing
  }
    <path class="sh" d=${ways(bands, scale)}></path>
    ${bands.map(
      (b) => svg`<rect class=${b.who ? `fl${b.cpl}` : 'hyper'} x=${scale.x(b.from)}
        y=${b.who ? guestLane : hypervisorLane} width=${Math.max(
          1,
          scale.x(b.to) - scale.x(b.from),
        )} height=${thick}></rect>`,
    )}
    <path class="sr" d="M${scale.x(view.lastStep)} 18.5H${scale.right}"
      stroke-dasharray="2 4"></path>
    ${bands.map((b) =>
      kept.has(b) && b.who
        ? svg`<text class="t1 b x${b.cpl}" x=${scale.x(b.from)} y="11">${nameOf(b)}</text>`
        : nothing,
    )}
    ${
      scale.shows(view.step)
        ? svg`<path class="si" d="M${now} 11v39" stroke-width="2"></path>
          <circle class="fp si" cx=${now} cy=${lane + thick / 2} r="5.5" stroke-width="2"></circle>`
        : nothing
    }`;
}

/** Where the processor changes lanes. */
function ways(bands: Band[], scale: Scale): string {
  return bands
    .slice(1)
    .filter((b, i) => !b.who !== !bands[i]!.who)
    .map((b) => `M${scale.x(b.from).toFixed(1)} ${guestLane}V${hypervisorLane + thick}`)
    .join('');
}

/** Of stretches that begin in the same pixel of a lane, the longest. */
export function visible(bands: Band[], scale: Scale): Band[] {
  const slots = new Map<string, Band>();
  for (const b of bands) {
    const slot = `${b.who ?? 0} ${b.cpl} ${Math.round(scale.x(b.from))}`;
    const other = slots.get(slot);
    if (!other || b.to - b.from > other.to - other.from) slots.set(slot, b);
  }
  return [...slots.values()];
}
