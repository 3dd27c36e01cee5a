import { LitElement, html, nothing, svg, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DescriptorView, FieldView, SplitView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex, hex4 } from '../page/format';
import { HotNames } from '../page/hot';
import { base, drawing } from '../style/base';
import { ask } from '../lab/action';
import { valueActs } from './value-acts';
import { bitBoxes, type BitBox } from './bit-drawing';
import descriptorCardText from './descriptor-card.css?inline';

/** One descriptor, bit by bit; a field that may be poked is set right here. */
@customElement('descriptor-card')
export class DescriptorCard extends LitElement {
  static override styles = [base, drawing, unsafeCSS(descriptorCardText)];

  @property({ attribute: false }) entry: DescriptorView | null = null;
  @property({ type: Boolean }) shut = false;
  @state() private refused = '';
  readonly hot = new HotNames(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entry')) this.refused = '';
  }

  protected override render() {
    const e = this.entry;
    if (!e) return nothing;
    const spoken = t('inspect.bits', {
      name: this.#name(e),
      fields: e.fields
        .filter((f) => f.name)
        .map((f) => f.spoken || `${f.name} ${f.text}`)
        .join(', '),
    });
    const small = e.fields.filter((f) => f.path && f.high - f.low < 2),
      large = e.fields.filter((f) => f.path && f.high - f.low >= 2);
    return html`<div class="h">
        <b>${this.#name(e)}</b><span class="title" title=${e.title}>${e.title}</span
        ><span class="end"
          >${e.table.toUpperCase()}+${hex(
            e.table === 'gdt' ? e.selector & 0xfff8 : e.index * 8,
            1,
          )}</span
        >
      </div>
      <svg viewBox="0 0 340 78" role="img" aria-label=${spoken}>
        ${bitBoxes(e.fields).map((b) => this.#box(b))}
      </svg>
      <div class="set" data-path=${valuePath(e)}>
        ${small.map((f) => this.#choice(f))}${valueActs(this, valuePath(e))}
      </div>
      <details>
        <summary>${t('inspect.more-fields')}</summary>
        <div class="set">${[...e.split, ...large].map((f) => this.#number(f))}</div>
        ${this.refused ? html`<p class="refused" role="alert">${this.refused}</p>` : nothing}
      </details>`;
  }

  #name(e: DescriptorView): string {
    return e.table === 'idt'
      ? t('inspect.gate', { number: `0x${hex(e.index, 2)}` })
      : hex4(e.selector);
  }

  #box({ field: f, x, w, row, label }: BitBox) {
    const y = row * 40 + 0.5,
      tone = f.asked ? (this.shut ? 'xf' : 'xa') : f.name && f.name !== '0' ? 'xi' : 'xg';
    return svg`<g class="${f.asked ? 'asked' : ''} ${this.shut ? 'shut' : ''}">
      <title>${f.spoken}</title>
      <rect class="fp sr" x=${x} y=${y} width=${w} height="21" rx="2"></rect>
      <text class="mono ${tone}" x=${x + w / 2} y=${y + 14.5} text-anchor="middle">${
        f.text.length * 7.3 <= w + 2 ? f.text : '…'
      }</text>
      ${
        label
          ? svg`<text class="t1 ${tone}" x=${x + w / 2} y=${y + 33.5}
            text-anchor="middle">${f.name}</text>`
          : nothing
      }</g>`;
  }

  #choice(f: FieldView) {
    const values = Array.from({ length: 2 ** (f.high - f.low + 1) }, (_, i) => i);
    return html`<span
      class="one"
      role="group"
      data-field=${f.name}
      aria-label=${t('inspect.set', { name: f.name })}
      ><span data-name=${f.name}>${f.name}</span
      ><span class="seg"
        >${values.map(
          (value) =>
            html`<button aria-pressed=${value === f.value} @click=${() => this.#poke(f, value)}>
              ${value}
            </button>`,
        )}</span
      ></span
    >`;
  }

  #number(f: FieldView | SplitView) {
    const digits = Math.ceil(bitsOf(f) / 4);
    return html`<label
      >${f.name}<input
        type="text"
        inputmode="text"
        spellcheck="false"
        .value=${hex(f.value, digits)}
        @change=${(event: Event) => this.#typed(f, digits, event.target as HTMLInputElement)}
    /></label>`;
  }

  /** What does not fit is taken back, and said. */
  #typed(f: FieldView | SplitView, digits: number, input: HTMLInputElement): void {
    const text = input.value.trim().replace(/^0x/i, ''),
      value = parseInt(text, 16),
      most = 2 ** bitsOf(f) - 1;
    const fits = /^[0-9a-f]+$/i.test(text) && value <= most;
    this.refused = fits
      ? ''
      : t('inspect.no-fit', { name: f.name, typed: input.value, most: hex(most, digits) });
    if (fits) this.#poke(f, value);
    else input.value = hex(f.value, digits);
  }

  #poke(f: FieldView | SplitView, value: number): void {
    if (f.path && value !== f.value) ask(this, { do: 'poke', path: f.path, value });
  }
}

const bitsOf = (f: FieldView | SplitView): number => ('bits' in f ? f.bits : f.high - f.low + 1);

/** An entry as the simulator names it: interrupt vectors in hexadecimal. */
export const valuePath = (e: DescriptorView): string =>
  `${e.table}.${e.table === 'idt' ? hex(e.index, 2) : e.index}`;
