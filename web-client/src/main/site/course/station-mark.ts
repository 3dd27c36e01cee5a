import { svg, type SVGTemplateResult } from 'lit';
import { tell } from './words';
import { isBegun, isFinished, type Station } from './outline';

/** A station of the course: hollow, filled as far as its tasks go, or ticked. */
export function stationMark(station: Station): SVGTemplateResult {
  const { done, total, lesson } = station;
  const words = isFinished(station)
    ? tell('course.station-done')
    : done
      ? tell('course.done', { done, total })
      : tell('course.station-open');
  return svg`<svg class="station ${lesson.fast ? 'fast' : ''}" data-station=${lesson.id}
    viewBox="0 0 20 20" role="img" aria-label=${words}>${drawing(station)}</svg>`;
}

function drawing(station: Station): SVGTemplateResult {
  if (isFinished(station))
    return svg`<circle class="fa sa" cx="10" cy="10" r="8"></circle>
      <path class="tick" d="M6.5 10.3l2.5 2.5 4.5-5.3"></path>`;
  if (isBegun(station))
    return svg`<circle class="hollow begun" cx="10" cy="10" r="8"></circle>
      <path class="filled" d=${sector(station.done / station.total)}></path>`;
  return svg`<circle class="hollow" cx="10" cy="10" r=${station.lesson.fast ? 7 : 5}></circle>`;
}

/** So much of a disc, clockwise from the top. */
function sector(share: number): string {
  const angle = 2 * Math.PI * share;
  const x = 10 + 5.5 * Math.sin(angle);
  const y = 10 - 5.5 * Math.cos(angle);
  return `M10 10V4.5A5.5 5.5 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`;
}
