import { html, nothing, svg, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import { ask } from '../lab/action';
import { count } from '../page/format';
import type { ExitRowView, ExitsView } from '../simulator/exit-views';
import { base, drawing } from '../style/base';
import { eventShape } from '../trace/event-shape';
import { life } from './exit-life';
import sheetText from './exits-sheet.css?inline';
import { t } from './exits-words';

/** One row an exit; the row that one stands at opens into its life. */
@customElement('exits-sheet')
export class ExitsSheet extends AskingSheet {
  static override styles = [base, drawing, unsafeCSS(sheetText)];
  protected override readonly request = { do: 'exits' } as const;
  #shown = -1;

  protected override render() {
    if (!this.answer) return nothing;
    const { exits } = this.answer;
    if (!exits?.rows.length) return html`<p>${t('exits.none')}</p>`;
    const { earlier, later } = exits;
    return html`${this.#life(exits)}
      <p>${t('exits.counts', { exits: count(exits.exits), cost: count(exits.cost) })}</p>
      ${earlier ? html`<p>${t('exits.earlier', { count: count(earlier) })}</p>` : nothing}
      <table class="list" aria-label=${t('exits.title')} @keydown=${this.#move}>
        <thead>
          <tr>
            <th scope="col">${t('exits.number')}</th>
            <th scope="col">${t('exits.guest')}</th>
            <th scope="col">${t('exits.tried')}</th>
            <th scope="col" class="cost">${t('exits.cost')}</th>
          </tr>
        </thead>
        <tbody>
          ${exits.rows.map((row, i) => this.#row(row, i === exits.here))}
        </tbody>
      </table>
      ${later ? html`<p>${t('exits.later', { count: count(later) })}</p>` : nothing}
      <p>${t('exits.foot')}</p>`;
  }

  #row(row: ExitRowView, here: boolean) {
    return html`<tr
      class="${row.kind} ${row.later ? 'later' : ''}"
      aria-current=${here ? 'step' : 'false'}
      @click=${() => this.#seek(row)}
    >
      <th scope="row">${row.number}</th>
      <td>${row.guest}</td>
      <td>
        <button
          aria-label=${t('exits.to', { number: row.number, step: count(row.step), code: row.code })}
          @click=${(event: Event) => {
            event.stopPropagation();
            this.#seek(row);
          }}
        >
          ${sign(row)}<code>${row.code}</code>
        </button>
        <span class="why"
          ><b>${kind(row)}</b> ${t('exits.step', { step: count(row.step) })}, ${row.at}:
          ${why(row)}${row.done.length ? `; ${done(row)}` : nothing}</span
        >
      </td>
      <td class="cost">${cost(row)}</td>
    </tr>`;
  }

  #life(exits: ExitsView) {
    const row = exits.rows[exits.here];
    if (!row || !exits.life.length) return nothing;
    const title = row.kind === 'lie' ? 'life.lie-title' : 'life.title';
    const { guest, code } = row;
    const said = [t('life.say', { guest, code, why: why(row), done: sentence(done(row)) })];
    if (row.cost >= 0) said.push(t('life.cost', { count: count(row.cost) }));
    return html`<section class="life" aria-label=${t(title, { number: row.number })}>
      <h3>${sign(row)} ${t(title, { number: row.number })}</h3>
      <p class="say">${said.join(' ')}</p>
      <p class="ways">
        ${this.#way(exits.rows[exits.here - 1], 'life.previous', '◂')}
        ${this.#way(exits.rows[exits.here + 1], 'life.next', '▸')}
      </p>
      ${life(this, exits.life, row)}
    </section>`;
  }

  #way(row: ExitRowView | undefined, id: 'life.previous' | 'life.next', arrow: string) {
    if (!row) return nothing;
    return html`<button class="btn quiet" @click=${() => this.#seek(row)}>
      <span aria-hidden="true">${arrow}</span> ${t(id, { number: row.number })}
    </button>`;
  }

  #seek(row: ExitRowView): void {
    ask(this, { do: 'seek', step: row.step });
  }

  /** Arrows go from row to row; Enter goes there in time. */
  readonly #move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!by) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.list button')];
    const now = buttons.findIndex((button) => button.matches(':focus'));
    buttons[now + by]?.focus();
    event.preventDefault();
  };

  /** The row that one stands at comes into sight when it is another one. */
  protected override updated(): void {
    const exits = this.answer?.exits;
    const here = exits?.rows[exits.here]?.number ?? -1;
    if (here === this.#shown) return;
    this.#shown = here;
    this.renderRoot.querySelector('.life')?.scrollIntoView({ block: 'nearest' });
  }
}

const sign = (row: ExitRowView) =>
  html`<svg viewBox="0 0 10 10" aria-hidden="true">
    ${svg`${eventShape(row.kind === 'lie' ? 'lie' : 'exit')}`}
  </svg>`;

function kind(row: ExitRowView): string {
  if (row.kind === 'lie') return t('exits.lie-kind');
  return t(`exits.${row.kind}`, { reason: row.exitReason ?? '', name: row.exitName ?? '' });
}

const why = (row: ExitRowView): string =>
  t(`reason.${row.reason}`, { what: row.what ?? '', got: row.got ?? '', due: row.due ?? '' });

const done = (row: ExitRowView): string => row.done.map((word) => t(`done.${word}`)).join(', ');

const sentence = (text: string): string =>
  text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function cost(row: ExitRowView): string {
  if (row.kind === 'lie') return t('exits.lie');
  return row.cost < 0 ? t('exits.not-yet') : count(row.cost);
}
