import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DescriptorView, View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { t } from '../messages/text';
import { base } from '../style/base';
import { loadC } from '../c/load';
import { loadKernel } from '../kernel/load';
import { act } from '../lab/action';
import { isOfKernel, sheetName, sheetsOf, type Sheet } from './sheets';
import './descriptor-card';
import './memory-view';
import './register-table';
import './segment-caches';
import { key } from './table-list';
import inspectPanelText from './inspect-panel.css?inline';

/** What the processor holds: registers and the descriptor in question, all tables, memory. */
@customElement('inspect-panel')
export class InspectPanel extends LitElement {
  static override styles = [base, unsafeCSS(inspectPanelText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  @property() sheet: Sheet = 'now';
  @property({ attribute: false }) opened: string | null = null;
  /** Where the memory sheet was asked to begin. */
  @property({ attribute: false }) address: number | null = null;
  /** The address whose pages were asked for elsewhere. */
  @property({ attribute: false }) linear: number | null = null;
  /** The board has devices. */
  @property({ type: Boolean }) devices = false;
  /** It runs guests. */
  @property({ type: Boolean }) guests = false;
  /** A program is in C. */
  @property({ type: Boolean }) c = false;
  /** Its kernel can be looked at. */
  @property({ type: Boolean }) kernel = false;
  /** The sheets are chosen in the panel's head, outside. */
  @property({ type: Boolean }) bare = false;

  /** The list of watches is asked for, though it may be empty. */
  @property({ type: Boolean }) watching = false;

  #last: string[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const now = this.view ? inQuestion(this.view) : [];
    if (now.length) this.#last = now.map(key);
    if (changed.has('opened') && this.opened !== null) this.#last = [this.opened];
    if (this.sheet === 'pages') void import('./pages-view');
    if (this.sheet === 'passage') void import('./passage-view');
    if (this.sheet === 'devices') void import('./devices-view');
    if (this.sheet === 'exits') void import('../guests/exits-sheet');
    if (this.sheet === 'c') void loadC();
    if (isOfKernel(this.sheet)) void loadKernel();
    if (this.view?.watches.length) void import('./watch-list');
  }

  watch(): void {
    this.renderRoot.querySelector<HTMLElement>('watch-list')?.focus();
  }

  protected override render() {
    const v = this.view;
    return html`${
        this.bare
          ? nothing
          : html`<div class="sheets">
              <div class="seg" role="group" aria-label=${t('inspect.sheets')}>
                ${sheetsOf(this, this.sheet).map(
                  (s) =>
                    html`<button
                      aria-pressed=${s === this.sheet}
                      @click=${() => act(this, { do: 'sheet', sheet: s })}
                    >
                      ${t(sheetName(s, this.sheet))}
                    </button>`,
                )}
              </div>
            </div>`
      }
      <div class="sheet" tabindex="0" role="region" aria-label=${t(`inspect.${this.sheet}`)}>
        ${v ? this.#body(v) : nothing}
      </div>`;
  }

  /**
   * What is in question, and until something else is, what was: it can still be changed after a
   * step back.
   */
  #cards(v: View): DescriptorView[] {
    const all = [...v.tables.idt.entries, ...v.tables.gdt.entries],
      kept = all.filter((e) => this.#last.includes(key(e)));
    return kept.length ? kept : all.filter((e) => e.usedBy.includes('cs')).slice(0, 1);
  }

  #body(v: View) {
    if (isOfKernel(this.sheet))
      return html`<kernel-sheet .sheet=${this.sheet} .simulator=${this.simulator}></kernel-sheet>`;
    if (this.sheet === 'tables')
      return html`<table-list .tables=${v.tables} .opened=${this.opened}></table-list>`;
    if (this.sheet === 'memory')
      return html`<memory-view
        .view=${v}
        .simulator=${this.simulator}
        .start=${this.address}
      ></memory-view>`;
    if (this.sheet === 'pages')
      return html`<pages-view
        .view=${v}
        .simulator=${this.simulator}
        .wanted=${this.linear}
      ></pages-view>`;
    if (this.sheet === 'passage')
      return html`<passage-view .simulator=${this.simulator}></passage-view>`;
    if (this.sheet === 'devices')
      return html`<devices-view .simulator=${this.simulator}></devices-view>`;
    if (this.sheet === 'exits')
      return html`<exits-sheet .simulator=${this.simulator}></exits-sheet>`;
    if (this.sheet === 'c') return html`<c-view .view=${v} .simulator=${this.simulator}></c-view>`;
    return html`<register-table .view=${v}></register-table> ${
        v.watches.length || this.watching
          ? html`<watch-list class="card" .watches=${v.watches}></watch-list>`
          : html`<p class="mode">
              <button class="btn quiet" @click=${() => act(this, { do: 'watch', path: null })}>
                ${t('watch.any')} <kbd>B</kbd>
              </button>
            </p>`
      }
      ${this.#cards(v).map(
        (e) =>
          html`<div class="card">
            <descriptor-card .entry=${e} ?shut=${v.status === 'fault'}></descriptor-card>
          </div>`,
      )}
      ${
        v.mode !== 'real'
          ? html`<segment-caches class="card" .segments=${v.segments}></segment-caches>`
          : nothing
      } `;
  }
}

/** The descriptors that the last step asked for or used. */
export function inQuestion(v: View): DescriptorView[] {
  const all = [...v.tables.idt.entries, ...v.tables.gdt.entries];
  const used = v.rings.gates.filter((g) => g.usedNow || g.id === v.rings.refusal?.gate);
  const found = all.filter(
    (e) =>
      e.fields.some((f) => f.asked) ||
      used.some((g) =>
        e.table === 'idt'
          ? g.kind !== 'call' && g.id === e.index
          : g.kind === 'call' && g.id === e.selector,
      ),
  );
  return found.slice(0, 2);
}
