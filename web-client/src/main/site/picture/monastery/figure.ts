import { svg, nothing, type SVGTemplateResult } from 'lit';
import type { Point } from '../ground';

export type Person = 'villager' | 'monk' | 'brother' | 'porter';

/** A person 21 high. No face: what matters is where they stand. */
export function figure(person: Person, at: Point, scale: number, name = ''): SVGTemplateResult {
  return svg`<g class="person ${person} ${name}"
    transform="translate(${round(at.x)} ${round(at.y)}) scale(${round(scale)})">
    <ellipse class="shadow" rx="6.5" ry="2.6"></ellipse>
    <path class="robe"
      d="M-4.6 0C-5-6-4.2-12.2 0-14.2 4.2-12.2 5-6 4.6 0 2 1.4-2 1.4-4.6 0z"></path>
    <circle class="head" cy="-16.4" r="3.3"></circle>
    ${
      person === 'monk'
        ? svg`<path class="hood"
          d="M-4.2-12.6C-4.6-18-2.6-20.6 0-20.8 2.6-20.6 4.6-18 4.2-12.6
            3.2-14.6 2.6-15.2 1.6-15.4A2.6 2.9 0 0 1-2.4-15.2C-3-14.8-3.6-14-4.2-12.6z"></path>`
        : nothing
    }
    ${person === 'porter' ? svg`<path class="staff" d="M6.4 1V-20"></path>` : nothing}</g>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
