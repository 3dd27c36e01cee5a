import { nothing, svg, type SVGTemplateResult } from 'lit';
import { figure } from '../picture/monastery/figure';
import { Projection } from '../picture/monastery/projection';
import { arch, block, cottage, face, gable, westPlane } from '../picture/monastery/solids';
import { shape } from '../picture/path';
import type { ProcessView } from '../simulator/kernel-views';
import { ownNumber } from './fences';
import { stateOf } from './state-words';
import type { House } from './village';
import { t } from './words';

const size = { x: 0, y: 0, w: 26, h: 20 };
const eaves = 11;
const ridge = 22;
const roof = { north: 'thatch-shade', south: 'thatch', west: 'plaster' };
/** Of a letter, about. */
const letter = 6.4;

/** A cottage around the middle of its ground line. */
export function cottageAt(x: number, y: number, ended: boolean, scale = 1): SVGTemplateResult {
  const p = new Projection(scale, { x: x - 20 * scale, y: y - 5 * scale });
  if (ended) {
    const walls = [...p.floor(size).slice(3), ...p.floor(size).slice(0, 3)];
    return svg`<path class="gone" d=${shape(walls)}></path>
      <path class="gone" d=${shape([
        p.point(0, 0, eaves),
        p.point(0, 10, ridge),
        p.point(26, 10, ridge),
        p.point(26, 20, eaves),
        p.point(0, 20, eaves),
      ])}></path>`;
  }
  return svg`${block(p, size, eaves, cottage)}${gable(p, size, eaves, ridge, roof)}
    ${face(arch(westPlane(p, 0), 10, 3.2, 9), 'cottage-door')}`;
}

/** The figure that stands before its door while it runs there. */
export const dweller = (house: House): SVGTemplateResult =>
  figure(
    'villager',
    { x: house.x - 22 * house.scale, y: house.y + 2 },
    0.85 * house.scale,
    'actor',
  );

/** Name and number, and what it does, below the house. */
export function words(house: House): SVGTemplateResult {
  const { process, x, y } = house;
  const own = ownNumber(process);
  const below = y + house.words - 3;
  return svg`${own === undefined || house.brief ? title(house, own) : split(house, own)}
    <text class="t1 state halo" x=${x} y=${below}
      text-anchor="middle">${cut(stateOf(process), house.room)}</text>`;
}

function title({ process, x, y, room }: House, own?: number): SVGTemplateResult {
  const { name, pid, state } = process;
  const numbers = own === undefined ? `${pid}` : `${pid} (${own})`;
  const wide = Math.min(room, `${name} ${numbers}`.length * 7.2 + 14);
  return svg`${
    state === 'running'
      ? svg`<rect class="plate" x=${x - wide / 2} y=${y + 3} width=${wide} height="17"
          rx="3"></rect>`
      : nothing
  }<text class="halo" x=${x} y=${y + 16} text-anchor="middle"><tspan class="b xi"
      >${cut(name, room - 8 * numbers.length)}</tspan>
      <tspan class="mono xi">${pid}</tspan>${
        own === undefined ? nothing : svg` <tspan class="mono x3 b own">(${own})</tspan>`
      }</text>`;
}

/** The number that the host knows, and the one that it has for itself. */
function split({ process, x, y, room, captions }: House, own: number): SVGTemplateResult {
  const { name, pid, state } = process;
  const half = Math.min(room / 2, captions ? 46 : 34);
  const tall = captions ? 29 : 18;
  const first = y + 20;
  const number = first + tall - 5;
  return svg`<text class="b xi halo" x=${x} y=${y + 15}
      text-anchor="middle">${cut(name, room)}</text>
    <rect class="sign ${state === 'running' ? 'runs' : ''}" x=${x - half} y=${first}
      width=${2 * half} height=${tall} rx="3"></rect>
    <path class="split" d="M${x} ${first + 2}v${tall - 4}"></path>
    ${
      captions
        ? svg`<text class="t1" x=${x - half / 2} y=${first + 11}
            text-anchor="middle">${t('village.outside')}</text>
          <text class="t1" x=${x + half / 2} y=${first + 11}
            text-anchor="middle">${t('village.inside')}</text>`
        : nothing
    }
    <text class="mono xi" x=${x - half / 2} y=${number} text-anchor="middle">${pid}</text>
    <text class="mono x3 b own" x=${x + half / 2} y=${number} text-anchor="middle">${own}</text>`;
}

const cut = (text: string, room: number): string => {
  const letters = Math.max(3, Math.floor(room / letter));
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
};

export const isGone = (process: ProcessView): boolean => process.state === 'zombie';
