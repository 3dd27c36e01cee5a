import { svg, nothing, type SVGTemplateResult } from 'lit';
import type { CompareView, GateView, RingsView } from '../simulator/protocol';
import { t } from '../messages/text';
import type { Rect } from './ground';

/**
 * The porter's check: the compared numbers joined by the relation that holds, the rest set apart.
 */
export function compareBox(
  compare: CompareView[],
  box: Rect,
  gate: GateView | null,
): SVGTemplateResult {
  const column = box.w / compare.length;
  return svg`<rect class="fr sf" x=${box.x + 0.5} y=${box.y + 0.5} width=${box.w} height=${box.h}
    rx="4"></rect>
    ${compare.map((c, i) => {
      const x = box.x + column * (i + 0.5);
      const apart = i > 0 && compare[i - 1]!.asked && !c.asked;
      const tone = !c.asked ? 'xg' : i > 0 && compare[i - 1]!.relation ? 'xf' : 'xi';
      const place = c.asked ? placeOf(c.name, gate) : null;
      return svg`<g data-see=${place ?? nothing} role=${
        place ? 'button' : nothing
      } tabindex=${place ? 0 : nothing} aria-label=${
        place ? t('picture.see', { name: c.name }) : nothing
      }>${
        apart
          ? svg`<path class="sl"
            d="M${box.x + column * i + 0.5} ${box.y + 8}v${box.h - 16}"></path>`
          : nothing
      }
        <text class="t1 xg" x=${x} y=${box.y + 17} text-anchor="middle">${c.name}</text>
        <text class="mono b t3 ${tone}" x=${x} y=${box.y + 37} text-anchor="middle">${
          c.value === null ? '–' : valueText(c.value)
        }</text>
        ${
          c.relation && i < compare.length - 1
            ? svg`<text class="mono b t2 xf" x=${x + column / 2} y=${box.y + 36}
              text-anchor="middle">${relation(c.relation)}</text>`
            : nothing
        }</g>`;
    })}`;
}

/** The gate that refused. */
export const refusing = ({ gates, refusal }: RingsView): GateView | null =>
  gates.find((g) => g.id === refusal?.gate) ?? null;

/** The path of a compared number, as a lesson's words would name it. */
function placeOf(name: string, gate: GateView | null): string | null {
  switch (name) {
    case 'CPL':
      return 'seg.cs';
    case 'IOPL':
      return 'flags.iopl';
    case 'gate DPL':
      return gate && `${pathOf(gate)}.dpl`;
    default:
      return null;
  }
}

const pathOf = (g: GateView): string =>
  g.kind === 'call' ? `gdt.${(g.id >>> 3).toString(16)}` : `idt.${g.id.toString(16)}`;

const valueText = (value: number): string =>
  value < 10 ? String(value) : `0x${value.toString(16).toUpperCase()}`;
const relation = (r: NonNullable<CompareView['relation']>): string =>
  r === '<=' ? '≤' : r === '!=' ? '≠' : r;
