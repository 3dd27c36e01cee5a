import { html, nothing, svg, type SVGTemplateResult } from 'lit';
import { kinds, short } from './fences';
import type { Fence } from './village';
import { t } from './words';

export interface Plate {
  text: string;
  x: number;
  y: number;
  width: number;
}
const height = 15;
/** Of a letter of 11 px, about. */
const letter = 6.2;
const step = 4;
const corner = 7;

/** What a plate would say, the longest first. */
function namesOf({ enclosure }: Fence): string[] {
  const { space, together, members, ambiguous, container } = enclosure;
  if (together.length) {
    const all = t('village.fences', { count: together.length + 1 });
    const named = together.concat(space).some(({ kind }) => kind === 'uts');
    const name = container ?? (named ? members[0]?.process.host : undefined);
    return name ? [`${name}: ${all}`, name, all] : [all];
  }
  const names = ambiguous ? [`${space.kind} ${short(space.number)}`, space.kind] : [space.kind];
  // the outermost one of a container's says whose they all are
  return container && space.kind === 'mnt'
    ? [...names.map((name) => `${container}: ${name}`), container]
    : names;
}

/** Where a plate of that width has room on a fence's own line: above, else below. */
const placesOn = (fence: Fence, width: number): { x: number; y: number }[] =>
  [fence.y, fence.y + fence.height].flatMap((y) => {
    const most = Math.max(0, Math.floor((fence.width - width - 2 * corner) / step));
    return Array.from({ length: most + 1 }, (_, i) => ({ x: fence.x + corner + i * step, y }));
  });

/** A plate on each fence, where no other plate is; without its number where that finds no room. */
export function platesOf(fences: Fence[]): Plate[] {
  const plates: Plate[] = [];
  for (const fence of fences) {
    const wanted = namesOf(fence).flatMap((text) => {
      const width = text.length * letter + 10;
      return placesOn(fence, width).map((place) => ({ text, width, ...place }));
    });
    const free = ({ x, y, width }: Plate): boolean =>
      plates.every(
        (one) =>
          x + width + 2 <= one.x || one.x + one.width + 2 <= x || Math.abs(y - one.y) >= height + 1,
      );
    plates.push(wanted.find(free) ?? wanted.at(-1)!);
  }
  return plates;
}

/** The lines, one pattern a kind; a double one for several kinds. */
export const fenceLines = (fences: Fence[]): SVGTemplateResult[] =>
  fences.map(({ enclosure, x, y, width, height: tall }) => {
    const { space, together, members } = enclosure;
    const list = members.map(({ process }) => `${process.name} ${process.pid}`).join(', ');
    const name = [space, ...together]
      .map(({ kind, number }) => t('village.fence', { kind, number, members: list }))
      .join('; ');
    const look = together.length ? 'together' : `d-${space.kind}`;
    return svg`<rect class="rail fence ${look}" role="img" aria-label=${name} x=${x} y=${y}
      width=${width} height=${tall} rx="4"></rect>${
        together.length
          ? svg`<rect class="rail between" aria-hidden="true" x=${x} y=${y}
              width=${width} height=${tall} rx="4"></rect>`
          : nothing
      }`;
  });

export const fencePlates = (fences: Fence[]): SVGTemplateResult[] =>
  platesOf(fences).map(
    ({ text, x, y, width }) => svg`<g aria-hidden="true"
      ><rect class="sign" x=${x} y=${y - height / 2} width=${width} height=${height} rx="3"></rect
      ><text class="t1 b xi" x=${x + width / 2} y=${y + 4} text-anchor="middle">${text}</text></g>`,
  );

/** Which pattern is which kind, and the kinds of which there is the host's alone. */
export function legend(fences: Fence[]) {
  if (!fences.length) return nothing;
  const single = fences.filter((one) => !one.enclosure.together.length);
  const drawn = kinds.filter((kind) => single.some((one) => one.enclosure.space.kind === kind));
  const joined = kinds.filter((kind) =>
    fences.some(
      ({ enclosure: { space, together } }) =>
        together.length && [space, ...together].some((one) => one.kind === kind),
    ),
  );
  const rest = kinds.filter((kind) => !drawn.includes(kind) && !joined.includes(kind));
  return html`<p class="legend">
    ${drawn.map(
      (kind) =>
        html`<span
          ><svg aria-hidden="true"><path class="rail d-${kind}" d="M0 5h26"></path></svg
          >${kind}</span
        > `,
    )}
    ${
      joined.length
        ? html`<span
            ><svg aria-hidden="true">
              <path class="rail together" d="M0 5h26"></path>
              <path class="rail between" d="M0 5h26"></path></svg
            >${joined.join(', ')}${joined.includes('pid') ? t('village.brief') : nothing}</span
          > `
        : nothing
    }${rest.length ? t('village.rest', { kinds: rest.join(', ') }) : nothing}
  </p>`;
}
