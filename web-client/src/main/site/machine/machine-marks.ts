import { LitElement, html, nothing, svg, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from './words';
import { base } from '../style/base';
import type { MachineHost } from './machine-host';
import { kindOf, nearest, place, reasons, words, type MarkKind } from './marks';
import type { Mark, Status } from './protocol';
import machineMarksText from './machine-marks.css?inline';

/** How far from a mark a click may be, in pixels. */
const reach = 12;

const count = (value: number) => value.toLocaleString('en');

/** One shape for each kind, told apart without colour; its foot, or its middle, is the moment. */
const shape = (kind: MarkKind) => {
  switch (kind) {
    case 'own':
      return svg`<path class="own" d="M0 17V2l8 3.5L0 9" stroke-width="1.5"></path>`;
    case 'wrote':
      return svg`<path class="wrote" d="M0 4l5 5-5 5-5-5z" stroke-width="1.75"></path>`;
    case 'reset':
      return svg`<path class="reset" d="M-4 5l8 8m0-8l-8 8" stroke-width="2"></path>`;
    case 'serial':
      return svg`<circle class="serial" cy="9" r="4"></circle>`;
    case 'key':
      return svg`<path class="key" d="M-4 5h8L0 13z"></path>`;
  }
};

/**
 * The marks of a PC below its line of time, and as a list below what else belongs to the line:
 * where input came, where the last answer about memory points, and those of one's own.
 */
@customElement('machine-marks')
export class MachineMarks extends LitElement {
  static override styles = [base, unsafeCSS(machineMarksText)];
  @property({ attribute: false }) host!: MachineHost;
  @property({ attribute: false }) status!: Status;
  @property({ attribute: false }) marks: Mark[] = [];
  /** Goes to a step, or to the nearest mark on one side. */
  @property({ attribute: false }) go!: (where: { step: number } | { forward: boolean }) => void;
  /** The row that Tab leads to. */
  @state() private reached = -1;
  @state() private said = '';
  #saidAt = -1;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
  }

  get #here(): Mark | undefined {
    return this.marks.find(({ step }) => step === this.status.step);
  }

  /** Whoever comes to a mark hears which. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const { step } = this.status;
    if (!changed.has('status') || step === this.#saidAt) return;
    this.#saidAt = step;
    const here = this.host.running ? undefined : this.#here;
    this.said = here
      ? t('machine.mark.reached', {
          at: this.marks.indexOf(here) + 1,
          all: this.marks.length,
          step: count(step),
          reasons: reasons(here),
        })
      : '';
  }

  protected override render() {
    const { marks, status } = this;
    const own = this.#here?.own;
    return html`<div class="line">
        <svg aria-hidden="true" @click=${this.#click}>
          ${marks.map(
            (mark) =>
              svg`<svg x="${place(mark, status.lastMillis)}%"><title>${words(mark)}</title>${
                mark.step === status.step
                  ? svg`<circle class="here" cy="9" r="8"></circle>`
                  : nothing
              }${shape(kindOf(mark))}</svg>`,
          )}
        </svg>
      </div>
      <slot></slot>
      <div class="row" role="group" aria-label=${t('machine.marks')}>
        <button class="btn" aria-keyshortcuts="m" @click=${this.#toggle}>
          ${t(own ? 'machine.unmark' : 'machine.mark')} <kbd aria-hidden="true">M</kbd>
        </button>
        <button
          class="btn"
          ?disabled=${!marks.some(({ step }) => step < status.step)}
          @click=${() => this.go({ forward: false })}
        >
          ${t('machine.mark-before')}
        </button>
        <button
          class="btn"
          ?disabled=${!marks.some(({ step, more }) => step > status.step || more > 0)}
          @click=${() => this.go({ forward: true })}
        >
          ${t('machine.mark-after')}
        </button>
      </div>
      <p class="said" role="status">${this.said}</p>
      ${
        marks.length
          ? html`<ol class="list" aria-label=${t('machine.marks')} @keydown=${this.#listKey}>
              ${marks.map((mark) => this.#row(mark))}
            </ol>`
          : html`<p class="about">${t('machine.no-marks')}</p>`
      }`;
  }

  #row(mark: Mark) {
    const { marks, reached } = this;
    const first = marks.find(({ step }) => step === reached) ?? marks[0];
    const index = mark === first ? 0 : -1;
    return html`<li data-step=${mark.step} @focusin=${() => (this.reached = mark.step)}>
      <button
        class="go"
        tabindex=${index}
        aria-current=${mark.step === this.status.step ? 'step' : nothing}
        @click=${() => this.go({ step: mark.step })}
      >
        <svg viewBox="-8 0 16 18" aria-hidden="true">${shape(kindOf(mark))}</svg>
        <span>${words(mark)}</span>
      </button>
      ${
        mark.own
          ? html`<button
              class="remove"
              tabindex=${index}
              aria-label=${t('machine.mark.remove-at', { step: count(mark.step) })}
              @click=${() => void this.#remove(mark)}
            >
              ${t('machine.mark.remove')}
            </button>`
          : nothing
      }
    </li>`;
  }

  readonly #toggle = (): void => {
    const here = this.#here;
    void (here?.own ? this.#remove(here) : this.#set());
  };

  async #set(): Promise<void> {
    this.said = (await this.host.mark())
      ? t('machine.mark.set', { step: count(this.host.status!.step) })
      : t('machine.mark.full');
  }

  async #remove(mark: Mark): Promise<void> {
    const row = this.marks.indexOf(mark);
    const within = this.shadowRoot?.activeElement?.closest('li') !== null;
    await this.host.unmark(mark.step);
    this.said = t('machine.mark.removed', { step: count(mark.step) });
    if (!within) return;
    // The row goes, and the focus with it, unless another one takes it.
    await this.host.readMarks(Number.MAX_SAFE_INTEGER);
    await this.updateComplete;
    this.#focusRow(row);
  }

  #focusRow(index: number): void {
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('.go');
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    (row ?? this.renderRoot.querySelector<HTMLElement>('.row .btn'))?.focus();
  }

  readonly #listKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { marks } = this;
    const step = Number((event.target as Element).closest('li')?.dataset['step']);
    const at = marks.findIndex((mark) => mark.step === step);
    const mark = marks[at];
    if (!mark) return;
    switch (event.key) {
      case 'ArrowUp':
        this.#focusRow(at - 1);
        break;
      case 'ArrowDown':
        this.#focusRow(at + 1);
        break;
      case 'Home':
        this.#focusRow(0);
        break;
      case 'End':
        this.#focusRow(marks.length - 1);
        break;
      case 'Delete':
        if (mark.own) void this.#remove(mark);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  readonly #click = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    if (box.width === 0) return;
    const percent = (100 * (event.clientX - box.left)) / box.width;
    const within = (100 * reach) / box.width;
    const mark = nearest(this.marks, percent, within, this.status.lastMillis);
    if (mark) this.go({ step: mark.step });
  };

  /** What goes to the PC, or into a field for text, is no key of the page. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const [at] = event.composedPath();
    const taken =
      event.defaultPrevented ||
      event.repeat ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.key.toLowerCase() !== 'm';
    const field = 'input:not([type="range"]), textarea, select';
    if (taken || (at instanceof Element && at.matches(field))) return;
    event.preventDefault();
    this.#toggle();
  };
}
