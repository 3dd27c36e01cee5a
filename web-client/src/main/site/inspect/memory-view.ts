import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { t } from '../messages/text';
import { hex, hex8, hexTyped } from '../page/format';
import { formText } from '../page/form-text';
import { problemLine } from '../page/problem';
import { base } from '../style/base';
import { ask } from '../lab/action';
import { valueActs } from './value-acts';
import memoryViewText from './memory-view.css?inline';

const letter = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';

const width = 8;
const rows = 24;

/** Memory as hexadecimal and text, with what the last step wrote. */
@customElement('memory-view')
export class MemoryView extends LitElement {
  static override styles = [base, unsafeCSS(memoryViewText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  /** Where to begin, when it was asked for elsewhere. */
  @property({ attribute: false }) start: number | null = null;
  /** Where the first row begins. */
  @state() private address = 0x20000;
  /** What was asked for, a byte of that row. */
  @state() private asked = 0x20000;
  @state() private problem = '';
  @state() private bytes: number[] = [];
  /** The byte that is chosen, and how many from there on are meant. */
  @state() private at: number | null = null;
  @state() private size = 1;
  @state() private written: [number, number][] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('start') && this.start !== null) this.#go(this.start);
    if (changed.has('view') || changed.has('address')) void this.#fetch();
  }

  async #fetch(): Promise<void> {
    const address = this.address;
    const answer = await this.simulator
      ?.request({ do: 'memory', address, length: width * rows })
      .catch(() => null);
    if (!answer || answer.bytes === undefined || address !== this.address) return;
    this.bytes = answer.bytes;
    this.written = answer.written ?? [];
  }

  protected override render() {
    const v = this.view;
    const places: [string, number | undefined][] = [
      ['esp', v?.registers.find((r) => r.name === 'esp')?.value],
      ['eip', v?.registers.find((r) => r.name === 'eip')?.value],
      ['GDT', v?.tables.gdt.base],
      ['IDT', v?.tables.idt.base],
      ['TSS', v?.tables.tss?.base],
    ];
    return html`<form @submit=${(e: Event) => e.preventDefault()}>
        <label
          >${t('memory.address')}<input
            type="text"
            spellcheck="false"
            .value=${hex8(this.asked)}
            aria-invalid=${this.problem !== ''}
            @change=${(e: Event) => this.#typed(e.target as HTMLInputElement)}
        /></label>
        ${places.map(([name, at]) =>
          at === undefined
            ? nothing
            : html`<button class="btn" type="button" @click=${() => this.#go(at)}>${name}</button>`,
        )}
        <button
          class="btn"
          type="button"
          aria-label=${t('memory.earlier')}
          @click=${() => this.#go(this.address - width * 8)}
        >
          −</button
        ><button
          class="btn"
          type="button"
          aria-label=${t('memory.later')}
          @click=${() => this.#go(this.address + width * 8)}
        >
          +</button
        >${problemLine(this.problem)}
      </form>
      <div class="sel-row">
        ${this.#whole(this.at) ? this.#chosen(this.at!) : t('memory.choose')}
      </div>
      <table role="grid" aria-label=${t('memory.table')} @keydown=${this.#key}>
        <tbody>
          ${Array.from({ length: Math.ceil(this.bytes.length / width) }, (_, r) => this.#row(r))}
        </tbody>
      </table>`;
  }

  #row(r: number) {
    const at = this.address + r * width,
      bytes = this.bytes.slice(r * width, (r + 1) * width);
    return html`<tr>
      <th scope="row">${hex8(at)}</th>
      ${bytes.map(
        (b, i) =>
          html`<td
            class="b ${b === 0 ? 'z' : ''} ${
              this.#written(at + i) ? 'w' : ''
            } ${this.#means(at + i) ? 'sel' : ''}"
            tabindex=${at + i === this.#stop ? 0 : -1}
            data-path=${`mem.${hex8(at + i)}.${this.size}`}
            aria-selected=${this.#means(at + i)}
            @click=${() => this.#choose(at + i)}
          >
            ${hex(b, 2)}
          </td>`,
      )}
      <td class="text" .textContent=${bytes.map(letter).join('')}></td>
    </tr>`;
  }

  /** The byte that Tab reaches. */
  get #stop(): number {
    return this.at !== null && this.#inSight(this.at) ? this.at : this.address;
  }

  /** All of the chosen bytes are shown. */
  #whole(at: number | null): boolean {
    return at !== null && this.#inSight(at) && this.#inSight(at + this.size - 1);
  }

  #inSight(at: number): boolean {
    return at >= this.address && at < this.address + this.bytes.length;
  }

  #means(address: number): boolean {
    return this.at !== null && address >= this.at && address < this.at + this.size;
  }

  /** What can be done with the chosen bytes: another value, how many, and who wrote them. */
  #chosen(at: number) {
    const bytes = this.bytes.slice(at - this.address, at - this.address + this.size);
    const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
    return html`<form
        class="set"
        @submit=${(event: SubmitEvent) => this.#set(event, at)}
        @keydown=${this.#escape}
      >
        <label
          ><b>${hex8(at)}</b
          ><input
            type="text"
            name="value"
            spellcheck="false"
            autocomplete="off"
            aria-label=${`${hex8(at)}, ${t('memory.value')}`}
            .value=${hex(value, 2 * this.size)} /></label
        ><button class="btn">${t('memory.set')}</button>
      </form>
      <span class="seg" role="group" aria-label=${t('memory.size')}
        >${[1, 2, 4].map(
          (n) =>
            html`<button aria-pressed=${n === this.size} @click=${() => (this.size = n)}>
              ${n}
            </button>`,
        )}</span
      >${valueActs(this, `mem.${hex8(at)}.${this.size}`)}`;
  }

  #set(event: SubmitEvent, at: number): void {
    event.preventDefault();
    const text = formText(new FormData(event.target as HTMLFormElement), 'value');
    const value = hexTyped(text);
    const fits = value !== null && value < 2 ** (8 * this.size);
    this.problem = fits ? '' : t('inspect.not-hex', { text });
    if (fits) ask(this, { do: 'poke', path: `mem.${hex8(at)}.${this.size}`, value });
  }

  /** Back to the byte. */
  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  };

  /** A byte that was chosen can be typed over at once. */
  #choose(at: number): void {
    this.at = at;
    void this.updateComplete.then(() => {
      const input = this.renderRoot.querySelector<HTMLInputElement>('.set input');
      input?.focus({ preventScroll: true });
      input?.select();
    });
  }

  readonly #key = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -width, ArrowDown: width }[event.key];
    const to = this.#stop + (by ?? 0);
    if (event.key !== 'Enter' && (by === undefined || !this.#inSight(to))) return;
    event.preventDefault();
    if (event.key === 'Enter') return this.#choose(to);
    this.at = to;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('td[tabindex="0"]')?.focus(),
    );
  };

  #written(address: number): boolean {
    return this.written.some(([from, to]) => address >= from && address <= to);
  }

  #typed(input: HTMLInputElement): void {
    const value = hexTyped(input.value);
    if (value === null) {
      this.problem = t('inspect.not-hex', { text: input.value });
      return;
    }
    this.#go(value);
    this.at = value;
  }

  /** To the row that holds the byte. */
  #go(address: number): void {
    this.problem = '';
    this.asked = Math.max(0, address);
    this.address = this.asked - (this.asked % width);
  }
}
