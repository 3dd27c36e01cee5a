import { html, nothing, svg, type TemplateResult } from 'lit';
import type { SystemCallView } from '../simulator/kernel-views';
import { refusal } from './refusal';
import { t } from './words';

const width = 360;
const left = 84;
const right = 270;
const outside = 12;
const inside = 42;

/** The way of a call: in by the gate, past what the kernel checks, and out again. */
export function crossing(row: SystemCallView): TemplateResult {
  const { answer } = row;
  const error = refusal(row);
  const middle = (left + right) / 2;
  const ends = answer !== undefined;
  const who = t('crossing.ring3', { name: row.name, pid: row.pid });
  const check = error ?? (ends ? t('crossing.passed') : t('crossing.waits'));
  return html`<svg class="crossing" viewBox="0 0 ${width} 66" role="img" aria-label=${say(row)}>
    ${svg`<path class="no s3" stroke-width="4" d="M0 ${outside}H${left}"></path>
      <path class="no sa" stroke-width="2" d="M${left} ${outside - 2}V${inside}"></path>
      <path class="no s0" stroke-width="4" d="M${left - 1} ${inside}H${
        ends ? right + 1 : middle
      }"></path>
      ${
        ends
          ? svg`<path class="no sa" stroke-width="2" d="M${right} ${inside}V${outside - 2}"></path>
            <path class="no s3" stroke-width="4" d="M${right} ${outside}H${width}"></path>`
          : nothing
      }
      <text class="t1 x3" x="0" y="30">${who}</text>
      <text class="t1 mono xa" x=${left + 6} y=${inside - 10}>int 0x80</text>
      <text class="t1 x0 b" x=${left + 6} y=${inside + 17}>${t('crossing.ring0')}, EAX ${
        row.number
      }</text>
      ${
        ends
          ? svg`<text class="t1 mono xa" x=${right + 6} y=${inside - 10}>iret</text>
            <text class="t1 xs" x=${right + 6} y=${inside + 17}>EAX ${row.result ?? ''}</text>`
          : nothing
      }
      ${mark(row, middle)}
      <text class="t1 b ${error ? 'xf' : 'x0'}" x=${middle} y=${inside - 14}
        text-anchor="middle">${check}</text>`}
  </svg>`;
}

function mark(row: SystemCallView, x: number) {
  if (refusal(row))
    return svg`<circle class="fr sf" cx=${x} cy=${inside} r="8" stroke-width="1.5"></circle>
      <path class="no sf" stroke-width="2" stroke-linecap="round"
        d="M${x - 3} ${inside - 3}l6 6m0-6l-6 6"></path>`;
  if (row.answer === undefined)
    return svg`<path class="no s0" stroke-width="2.5" d="M${x + 4} ${inside - 6}v12M${x + 9} ${
      inside - 6
    }v12"></path>`;
  return svg`<circle class="fr s0" cx=${x} cy=${inside} r="5" stroke-width="2"></circle>`;
}

function say(row: SystemCallView): string {
  const way = [
    t('crossing.ring3', { name: row.name, pid: row.pid }),
    t('crossing.in', { number: row.number ?? '' }),
    refusal(row) ?? t(row.answer === undefined ? 'crossing.waits' : 'crossing.passed'),
  ];
  if (row.result !== undefined) way.push(t('crossing.out', { result: row.result }));
  return `${t('crossing.name')}: ${way.join(', ')}`;
}
