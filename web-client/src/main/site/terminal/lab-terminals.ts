import { LitElement, html, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { act } from '../lab/action';
import words from '../messages/terminal.json';
import { speaker } from '../messages/text';
import type { View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import terminalsText from './lab-terminals.css?inline';
import { unread } from './unread';
import './lab-terminal';

const t = speaker(words);

/** The machine's terminals, one at a time; at a new one a shell is asked for. */
@customElement('lab-terminals')
export class LabTerminals extends LitElement {
  static override styles = [base, unsafeCSS(terminalsText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  /** The machine is somebody else's. */
  @property({ type: Boolean }) guest = false;
  @state() private shown = 0;
  /** Those that were shown before: they keep what stands on their screens. */
  @state() private opened: number[] = [0];
  /** Bytes of each that somebody has seen. */
  #seen: number[] = [];
  #toTab = false;
  #toTerminal = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('lab-terminal:not([hidden])')?.focus();
  }

  protected override willUpdate(): void {
    this.#seen[this.shown] = this.view?.terminals?.[this.shown] ?? 0;
  }

  protected override render() {
    const lengths = this.view?.terminals ?? [0];
    return html`${lengths.length > 1 ? this.#tabs(lengths) : nothing}
    ${this.opened.map(
      (number) =>
        html`<lab-terminal
          id="terminal-${number}"
          role="tabpanel"
          aria-label=${name(number)}
          ?hidden=${number !== this.shown}
          .terminal=${number}
          .view=${this.view}
          .simulator=${this.simulator}
          ?guest=${this.guest}
        ></lab-terminal>`,
    )}`;
  }

  #tabs(lengths: number[]) {
    return html`<div class="phead">
      <div class="seg" role="tablist" aria-label=${t('terminal.choose')} @keydown=${this.#key}>
        ${lengths.map(
          (length, number) =>
            html`<button
              role="tab"
              tabindex=${number === this.shown ? 0 : -1}
              aria-selected=${number === this.shown ? 'true' : 'false'}
              @click=${() => this.#enter(number)}
            >
              ${name(number)}${
                unread(length, this.#seen[number])
                  ? html`<span class="news"
                      ><span class="visually-hidden">, ${t('terminal.news')}</span></span
                    >`
                  : nothing
              }
            </button>`,
        )}
      </div>
    </div>`;
  }

  /** Whoever chooses a terminal is going to type there. */
  #enter(number: number): void {
    this.#toTerminal = true;
    this.#show(number);
    this.requestUpdate();
  }

  #show(number: number): void {
    this.shown = number;
    if (this.opened.includes(number)) return;
    this.opened = [...this.opened, number].sort((a, b) => a - b);
    const { view } = this;
    // who comes to a terminal finds a prompt, but asks for none in the past or in another's machine
    if (view?.terminals?.[number] === 0 && view.step === view.lastStep && !this.guest)
      act(this, { do: 'type', terminal: number, text: '\r' });
  }

  readonly #key = (event: KeyboardEvent): void => {
    const count = this.view?.terminals?.length ?? 1;
    const by = { ArrowLeft: count - 1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#toTab = true;
    this.#show((this.shown + by) % count);
  };

  protected override updated(_: PropertyValues): void {
    if (this.#toTab) this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    if (this.#toTerminal) void this.updateComplete.then(() => this.focus());
    this.#toTab = false;
    this.#toTerminal = false;
  }
}

const name = (number: number): string => t('terminal.tty', { number: number + 1 });
