import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { figure } from '../picture/monastery/figure';
import { monasteryStyle } from '../picture/monastery/style';
import type { SystemCallView, KernelView } from '../simulator/kernel-views';
import type { View } from '../simulator/protocol';
import { base, drawing } from '../style/base';
import { courtOf, type Court } from './court';
import courtText from './kernel-court.css?inline';
import { laneX } from './village';
import { refusal } from './refusal';
import { t } from './words';

const width = 124;
const wall = 12;
const floor = 76;
const person = 0.95;

/** The gate and the court behind it: what the kernel does for whoever came through. */
@customElement('kernel-court')
export class KernelCourt extends LitElement {
  static override styles = [base, drawing, monasteryStyle, unsafeCSS(courtText)];

  @property({ attribute: false }) kernel: KernelView | null = null;
  @property({ attribute: false }) view: View | null = null;

  protected override render() {
    const { kernel, view } = this;
    if (!kernel || !view) return nothing;
    const court = courtOf(kernel, view);
    return html`${this.#gate(court)}
      <div class="said">
        <p class="title"><b>${t('village.ring', { ring: 0 })}</b> ${t('village.kernel')}</p>
        ${this.#said(kernel, court)}
      </div>`;
  }

  /** The leaves are green while somebody is inside; the cross stands beside the porter. */
  #gate(court: Court | null) {
    const inside = court?.inside ?? false;
    const refused = inside && court !== null && refusal(court.call) !== undefined;
    return html`<svg class="iso" viewBox="0 0 ${width} ${floor}" aria-hidden="true">
      <rect class="f0" width=${width} height=${floor}></rect>
      <path
        class="fw"
        d="M0 0H${laneX - 13}V${wall}H0zM${laneX + 13} 0H${width}V${wall}H${laneX + 13}z"
      ></path>
      ${
        inside
          ? svg`<path class="no sa" stroke-width="2.5" d="M${laneX - 12} ${wall}v11M${laneX + 12} ${
              wall
            }v11"></path>
            <path class="way s3" d="M${laneX} 0V${floor - 14}"></path>
            ${figure('villager', { x: laneX, y: floor - 8 }, person)}`
          : svg`<path class="sh0" d="M${laneX - 13} ${wall / 2}h26"></path>`
      }
      ${figure('porter', { x: laneX + 34, y: floor - 14 }, person)}
      ${
        refused
          ? svg`<text class="t1 mono xf b" x=${width - 2} y="30"
              text-anchor="end">${court ? refusal(court.call) : ''}</text>
            <circle class="xbg sf" cx=${laneX + 58} cy=${floor - 26} r="10"></circle>
            <path class="no sf" stroke-width="2.25" stroke-linecap="round" d="M${
              laneX + 54
            } ${floor - 30}l8 8m0-8l-8 8"></path>`
          : nothing
      }
    </svg>`;
  }

  #said(kernel: KernelView, court: Court | null) {
    const { running, processes } = kernel;
    const runs = processes.find(({ pid }) => pid === running);
    return html`${running ? nothing : html`<p>${t('court.rests')}</p>`}
    ${
      runs && !court?.inside
        ? html`<p>${t('court.runs', { name: runs.name, pid: running })}</p>`
        : nothing
    }
    ${court ? this.#call(court, running) : nothing}`;
  }

  #call({ call, inside }: Court, running: number) {
    return html`<p class=${inside ? '' : 'before'}>
        ${t(`court.${whoOf(call, inside, running)}`, { name: call.name, pid: call.pid })}
        <code>${call.text}</code>
      </p>
      ${
        call.answer === undefined
          ? nothing
          : refusal(call)
            ? html`<p class="kf ${inside ? '' : 'before'}">
                ${t('court.refused', { error: call.filtered?.signal ?? call.answer })}
              </p>`
            : html`<p class=${inside ? 'ka' : 'before'}>
                ${t('court.answers', { answer: call.answer })}
              </p>`
      }`;
  }
}

function whoOf(call: SystemCallView, inside: boolean, running: number) {
  if (call.kind !== 'call') return 'signal';
  if (!inside) return 'asked';
  return call.answer === undefined && running !== call.pid ? 'waits' : 'asks';
}
