import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ask } from '../lab/action';
import { count } from '../page/format';
import type {
  AskedView,
  FilteredView,
  KernelView,
  SystemCallView,
} from '../simulator/kernel-views';
import { base, drawing } from '../style/base';
import callsText from './calls-list.css?inline';
import { crossing } from './crossing';
import { refusal } from './refusal';
import { t } from './words';

/** One row a call, as strace(1) prints it; the row that one stands at opens its crossing. */
@customElement('calls-list')
export class CallsList extends LitElement {
  static override styles = [base, drawing, unsafeCSS(callsText)];
  @property({ attribute: false }) kernel: KernelView | null = null;
  #shown = -1;

  protected override render() {
    const calls = this.kernel?.calls;
    if (!calls?.rows.length) return html`<p>${t('calls.empty')}</p>`;
    const here = calls.rows[calls.here];
    const entry = here ?? calls.rows[calls.rows.length - 1];
    return html`${
        calls.earlier
          ? html`<p>${t('calls.earlier', { count: count(calls.earlier) })}</p>`
          : nothing
      }
      <ol aria-label=${t('calls.title')} @keydown=${this.#move}>
        ${calls.rows.map((row) => this.#row(row, row === here, row === entry))}
      </ol>
      ${calls.later ? html`<p>${t('calls.later', { count: count(calls.later) })}</p>` : nothing}
      <p>${t('calls.foot')}</p>`;
  }

  /** Tab goes into the list once, and the arrows from row to row. */
  readonly #move = (event: KeyboardEvent): void => {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('li > button')];
    const at = rows.indexOf(event.target as HTMLElement);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    rows[Math.max(0, Math.min(to, rows.length - 1))]?.focus();
  };

  #row(row: SystemCallView, here: boolean, entry: boolean) {
    const open = here && row.kind === 'call';
    const classes = [row.kind, row.later ? 'later' : '', refusal(row) ? 'refused' : ''].join(' ');
    return html`<li>
      <button
        class=${classes}
        tabindex=${entry ? 0 : -1}
        aria-current=${here ? 'step' : 'false'}
        @click=${() => ask(this, { do: 'seek', step: row.step })}
      >
        <span class="n"
          ><span class="visually-hidden">${t('calls.event', { event: '' })}</span>${row.event}</span
        >
        <span class="who">${row.name} ${row.pid}</span>
        <code
          >${row.text}${
            row.kind === 'call' && row.answer === undefined
              ? html`<span aria-hidden="true"> …</span
                  ><span class="visually-hidden">, ${t('calls.unfinished')}</span>`
              : nothing
          }</code
        >
        <code class="answer">${row.answer === undefined ? nothing : html`= ${short(row)}`}</code>
        ${row.filtered ? filtered(row.filtered) : nothing} ${(row.asked ?? []).map(asked)}
      </button>
      ${open ? crossing(row) : nothing}
    </li>`;
  }

  /** The row that one stands at comes into sight when it is another one. */
  protected override updated(): void {
    const here = this.kernel?.calls.rows[this.kernel.calls.here]?.event ?? -1;
    if (here === this.#shown) return;
    this.#shown = here;
    const row = this.renderRoot.querySelector('[aria-current="step"]');
    row?.parentElement?.scrollIntoView({ block: 'nearest' });
  }
}

/** Which guard was asked, and what it said. */
const asked = ({ capability, verdict, namespace }: AskedView) =>
  html`<span class="asked ${verdict}"
    ><code>${capability}</code> ${t(`asked.${verdict}`, { namespace })}</span
  >`;

/** What the filter said that was asked before the call began. */
const filtered = ({ action, filter, error }: FilteredView) =>
  html`<span class="asked ${action === 'log' ? 'granted' : action}"
    ><code>seccomp</code> ${t(`filtered.${action}`, { filter, error })}</span
  >`;

/** The name of an error says enough in a row; its words are in the court. */
const short = (row: SystemCallView): string => (row.error ? `-1 ${row.error}` : row.answer!);
