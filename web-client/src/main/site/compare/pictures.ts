import { html, nothing, svg } from 'lit';
import { count } from '../page/format';
import { cyclesOf, exitsOf, parts, sum } from './profile';
import type { Outcome } from './protocol';
import { t, type CompareMessageId } from './words';

const wide = 448;
const barTop = 14;
const barHigh = 44;
const unequal = 'M-3 -1.500h6M-3 1.500h6M1.500 -3.500l-3 7';

/** The guest's way as a band, with exits hanging from it; dotted where it is another guest. */
export function along(outcome: Outcome, whole: number, most: number) {
  const name = t(`compare.way.${outcome.way}`);
  const part = wide / outcome.along.length;
  const at = (instruction: number) => Math.min(wide, (instruction * wide) / Math.max(1, whole));
  const parting = outcome.parting ? at(outcome.parting.instruction) : null;
  const end = Math.min(wide, parting ?? at(outcome.instructions));
  const label = t('compare.along-label', {
    way: name,
    count: count(exitsOf(outcome)),
    instructions: count(outcome.instructions),
    most: count(Math.max(...outcome.along)),
    parts: outcome.along.length,
  });
  return html`<svg class="along" viewBox="0 0 ${wide} 64" role="img" aria-label=${label}>
    <rect class="band" x="0" y="4" width=${end} height="6"></rect>
    ${parting === null ? nothing : svg`<path class="dotted" d="M${parting} 7H${wide}"></path>`}
    ${outcome.along.map((exits, i) =>
      exits
        ? svg`<rect
            class=${parting !== null && i * part > parting ? 'exits hollow' : 'exits'}
            x=${i * part + 0.5}
            y=${barTop}
            width=${part - 1}
            height=${Math.max(1, (exits * barHigh) / most)}></rect>`
        : nothing,
    )}
    ${
      parting === null
        ? nothing
        : svg`<circle class="disc" cx=${parting} cy="7" r="6"></circle>
            <path class="unequal" transform="translate(${parting} 7)" d=${unequal}></path>`
    }
  </svg>`;
}

/** A bar for each reason that there was, all on one scale. */
export function byReason(outcome: Outcome, reasons: string[], most: number) {
  return html`<ul class="reasons">
    ${reasons.map((reason) => {
      const exits = outcome.exits[reason];
      if (!exits) return nothing;
      return html`<li>
        <span class="n">${count(exits)}</span>
        <svg viewBox="0 0 22 40" preserveAspectRatio="none" aria-hidden="true">
          <rect class="exits" x="0" width="22" y=${40 - (40 * exits) / most} height="40"></rect>
        </svg>
        <span class="reason">${t(`compare.reason.${reason}` as CompareMessageId)}</span>
      </li>`;
    })}
  </ul>`;
}

/** Cycles by cause as one bar, and where they come from. */
export function cycles(outcome: Outcome, most: number) {
  const each = cyclesOf(outcome);
  let x = 0;
  return html`<p class="total">${t('compare.sum', { total: count(sum(each)) })}</p>
    <svg class="bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      ${parts.map((part) => {
        const width = (each[part] * 100) / most;
        const rect = svg`<rect class=${part} x=${x} y="0" width=${width} height="14"></rect>`;
        x += width;
        return rect;
      })}
    </svg>
    <dl>
      ${parts
        .filter((part) => each[part])
        .map(
          (part) =>
            html`<div>
              <dt><i class=${part}></i>${t(`compare.part.${part}`)}</dt>
              <dd>${count(each[part])}</dd>
            </div>`,
        )}
    </dl>`;
}
