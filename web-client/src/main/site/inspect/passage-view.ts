import { html, nothing, svg, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PassageRow, PassageView, TaskImageView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex4, hex8 } from '../page/format';
import { HotNames } from '../page/hot';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import { base, drawing } from '../style/base';
import { act } from '../lab/action';
import { AskingSheet } from './asking-sheet';
import { stations, tall, total, type Station } from './passage-drawing';
import passageViewText from './passage-view.css?inline';

/**
 * How control was handed over: the way drawn, every check and word of it, and the tasks that
 * changed places.
 */
@customElement('passage-view')
export class PassageSheet extends AskingSheet {
  static override styles = [base, drawing, unsafeCSS(passageViewText)];

  protected readonly request = { do: 'passage' } as const;
  readonly hot = new HotNames(this);

  protected override render() {
    if (!this.answer) return nothing;
    const p = this.answer.passage;
    if (!p) return html`<p>${t('passage.none')}</p>`;
    return html`<p>${say(p.title)}</p>
      ${this.#drawing(p)}
      ${
        p.tasks.length
          ? html`<div class="tasks">${p.tasks.map((task) => this.#task(task))}</div>`
          : nothing
      }
      <ol>
        ${p.rows.map((r) => this.#row(r))}
      </ol>
      ${p.end ? html`<p class="end">${say(p.end)}</p>` : nothing}`;
  }

  #drawing(p: PassageView) {
    const all = stations(p),
      end = all[all.length - 1]!;
    const spoken = t('passage.drawing', {
      from: p.from,
      way: all
        .slice(1, -1)
        .map((s) => s.lines.join(' '))
        .join(', '),
      to: end.lines.join(' ') || t('passage.nowhere'),
    });
    return html`<svg class="way" viewBox="0 0 ${total} ${tall + 2}" role="img" aria-label=${spoken}>
      ${all.map((s, i) => this.#station(s, all[i + 1]))}
    </svg>`;
  }

  #station(s: Station, next: Station | undefined) {
    const middle = 30,
      x = s.x + s.w + 1;
    return svg`<g class=${s.state}>
      <rect x=${s.x + 0.5} y="1" width=${s.w - 1} height=${tall} rx="3"></rect>
      ${s.lines.map(
        (line, i) =>
          svg`<text class=${
            s.lines.length === 1 || i === 0 ? 'xi' : ''
          } x=${s.x + s.w / 2} y=${s.lines.length === 1 ? 34 : 17 + 17 * i}>${line}</text>`,
      )}</g>
      ${
        !next
          ? nothing
          : s.state === 'failed'
            ? svg`<path class="shut" d="M${x + 1} ${middle - 5}l10 10m0 -10l-10 10"></path>`
            : next.state === 'open'
              ? nothing
              : svg`<path class="arrow" d="M${x} ${middle}h11m-4 -3l4 3l-4 3"></path>`
      }`;
  }

  #row(r: PassageRow) {
    switch (r.kind) {
      case 'check':
        return html`<li class=${r.name}>
          ${icon(r.name === 'open' ? 'locked' : r.name === 'failed' ? 'cross' : 'tick')}<span
            ><span class="visually-hidden">${t(`passage.${r.name}`)}: </span>${say(r.text)}<span
              class="values"
              >${r.value}</span
            ></span
          ><span class="section">${r.section}</span>
        </li>`;
      case 'entry':
        return html`<li class="entry">
          <span></span><span><b>${r.name}</b> ${r.text}<span class="values">${r.value}</span></span
          >${this.#place(r.address)}
        </li>`;
      case 'load':
        return html`<li>
          <span></span
          ><span
            ><span class="mono" data-name=${r.name}>${r.name}</span>
            <b class="mono">${r.value}</b> ${t('passage.load')}
            <span class="mono">${r.from}${r.plus ? ` + ${r.plus}` : ''}</span></span
          >
        </li>`;
      case 'change':
        return html`<li>
          <span></span
          ><span
            ><span class="mono" data-name=${r.name}>${r.name}</span>
            <span class="mono">${r.before} → <b>${r.value}</b></span></span
          >
        </li>`;
      default:
        return html`<li>
          <span></span
          ><span
            ><span class="mono" data-name=${r.name}>${r.name}</span>
            <b class="mono">${r.value}</b> ${t(`passage.${r.kind}`)}</span
          >${this.#place(r.address)}
        </li>`;
    }
  }

  #place(address: number) {
    return html`<button
      title=${t('pages.in-memory')}
      @click=${() => act(this, { do: 'memory', address })}
    >
      ${hex8(address)}
    </button>`;
  }

  #task(task: TaskImageView) {
    return html`<table>
      <caption>
        ${t(task.entered ? 'passage.entered' : 'passage.left')}:
        ${t('passage.task', {
          bits: task.bits,
          selector: hex4(task.selector),
          busy: task.busy ? 1 : 0,
        })}
      </caption>
      <tbody>
        ${task.fields.map(
          (f) =>
            html`<tr class=${f.moved ? 'moved' : ''}>
              <th scope="row">${f.name}</th>
              <td>${f.value}</td>
              <td>${hex8(f.address)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
