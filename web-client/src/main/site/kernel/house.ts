import { nothing, svg, type SVGTemplateResult } from 'lit';
import { figure } from '../picture/monastery/figure';
import { Projection } from '../picture/monastery/projection';
import { arch, block, cottage, face, gable, westPlane } from '../picture/monastery/solids';
import { shape } from '../picture/path';
import type { ProcessView } from '../simulator/kernel-views';
import { stateOf } from './state-words';
import type { House } from './village';

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
  const { process } = house;
  const title = `${process.name} ${process.pid}`;
  const wide = Math.min(house.room, title.length * 7.2 + 14);
  return svg`${
    process.state === 'running'
      ? svg`<rect class="plate" x=${house.x - wide / 2} y=${house.y + 3} width=${wide}
          height="17" rx="3"></rect>`
      : nothing
  }
    <text class="halo" x=${house.x} y=${house.y + 16} text-anchor="middle"><tspan class="b xi"
      >${cut(process.name, house.room - 8 * String(process.pid).length)}</tspan>
      <tspan class="mono xi">${process.pid}</tspan></text>
    <text class="t1 state halo" x=${house.x} y=${house.y + 31}
      text-anchor="middle">${cut(stateOf(process), house.room)}</text>`;
}

const cut = (text: string, room: number): string => {
  const letters = Math.max(3, Math.floor(room / letter));
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
};

export const isGone = (process: ProcessView): boolean => process.state === 'zombie';
