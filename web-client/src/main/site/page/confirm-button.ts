import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';
import confirmButtonText from './confirm-button.css?inline';

/** A button whose doing cannot be undone: it asks in its own place, and the focus stays there. */
@customElement('confirm-button')
export class ConfirmButton extends LitElement {
  static override styles = [base, unsafeCSS(confirmButtonText)];
  /** What the button says, and then the one that confirms. */
  @property() label = '';
  /** The label with its object, for those who do not see where it stands. */
  @property() name = '';
  @property() question = '';
  @property({ type: Boolean }) busy = false;
  @state() private asking = false;
  @query('button') private readonly first!: HTMLElement;

  protected override render() {
    if (!this.asking)
      return html`<button
        class="btn"
        aria-label=${this.name || this.label}
        @click=${() => void this.#ask(true)}
      >
        ${this.label}
      </button>`;
    return html`<div
      class="question"
      role="group"
      aria-label=${this.name || this.label}
      @keydown=${(e: KeyboardEvent) => {
        if (e.key === 'Escape') void this.#ask(false);
      }}
    >
      <span id="question">${this.question}</span
      ><button
        class="btn solid"
        aria-describedby="question"
        aria-disabled=${this.busy}
        @click=${this.#confirm}
      >
        ${this.label}</button
      ><button class="btn" @click=${() => void this.#ask(false)}>${t('confirm.cancel')}</button>
    </div>`;
  }

  async #ask(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.first.focus();
  }

  readonly #confirm = (): void => {
    if (!this.busy) this.dispatchEvent(new Event('confirm'));
  };
}
