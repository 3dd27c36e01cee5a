import { svg, nothing, type SVGTemplateResult } from 'lit';
import { line } from '../path';
import { lineHeight, type Label, type Run } from './label-places';

/**
 * Each line is a text of its own; the runs of a line follow each other in the direction of its
 * anchor.
 */
export function written(label: Label, halo = ''): SVGTemplateResult {
  const lines = label.lines.map((runs, i) => {
    const class_ = (run: Run) =>
      `${run.mono ? 'mono ' : ''}${run.bold ? 'b ' : ''}${sizes[run.size] ?? ''} ${run.tone}`;
    return svg`<text class=${halo} x=${label.x} y=${label.y + i * lineHeight}
      text-anchor=${label.anchor}>${runs.map(
        (run, j) => svg`<tspan class=${class_(run)} dx=${j ? 6 : 0}>${run.text}</tspan>`,
      )}</text>`;
  });
  const lead = label.lead ? svg`<path class="lead" d=${leader(label)}></path>` : nothing;
  return label.gate
    ? svg`<g class="gate" data-gate=${label.gate}>${lead}${lines}</g>`
    : svg`<g>${lead}${lines}</g>`;
}

/** From the thing to the nearest edge of its words. */
function leader({ lead, box }: Label): string {
  const { x, y } = lead!;
  const to = {
    x: Math.max(box.x - 3, Math.min(box.x + box.w + 3, x)),
    y: Math.max(box.y - 2, Math.min(box.y + box.h + 2, y)),
  };
  return line([{ x, y }, to]);
}

const sizes: Record<number, string> = { 11: 't1', 13: 't2', 15: 't3' };
