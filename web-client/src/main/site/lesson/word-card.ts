import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { base } from '../style/base';
import type { Word } from './bundle';
import wordCardText from './word-card.css?inline';

const gap = 6,
  edge = 8;

/**
 * A word of the glossary, beside the link that asked for it. Escape, a click elsewhere or leaving
 * it closes it.
 */
@customElement('word-card')
export class WordCard extends LitElement {
  static override styles = [base, unsafeCSS(wordCardText)];

  @state() private word: Word | null = null;
  @query('aside') private readonly card!: HTMLElement | null;
  #asked: HTMLElement | null = null;

  /** @param from the link; without one the card stands at the foot of the lesson */
  async show(word: Word, from: HTMLElement | null): Promise<void> {
    const inside = from !== null && this.renderRoot.contains(from);
    if (!inside) this.#asked = from;
    this.word = word;
    await this.updateComplete;
    if (!this.card) return;
    if (!this.card.matches(':popover-open')) this.card.showPopover();
    this.#stand(this.card);
    this.card.focus({ preventScroll: true });
  }

  protected override render() {
    const word = this.word;
    if (!word) return nothing;
    return html`<aside
      popover="auto"
      tabindex="-1"
      role="dialog"
      aria-labelledby="term"
      @toggle=${this.#toggled}
      @focusout=${this.#left}
    >
      <header>
        <b id="term">${word.term}</b
        ><button
          class="btn square quiet"
          aria-label=${t('dialog.close')}
          @click=${() => this.#close(true)}
        >
          ${icon('cross')}
        </button>
      </header>
      <div>${unsafeHTML(word.html)}</div>
    </aside>`;
  }

  /** Under the link, or above it where there is no room below. */
  #stand(card: HTMLElement): void {
    const { width, height } = card.getBoundingClientRect();
    const column = (this.getRootNode() as ShadowRoot).host.getBoundingClientRect();
    const at =
      this.#asked?.getBoundingClientRect() ??
      new DOMRect(column.x + 24, column.bottom - height - gap - edge, 0, 0);
    const below = at.bottom + gap + height + edge <= innerHeight;
    card.style.left = `${Math.max(edge, Math.min(innerWidth - width - edge, at.left))}px`;
    card.style.top = `${Math.max(edge, below ? at.bottom + gap : at.top - gap - height)}px`;
  }

  readonly #toggled = (event: ToggleEvent): void => {
    if (event.newState !== 'closed') return;
    // Escape gives the focus back by itself only where the link had it when the card opened.
    const nobody = document.activeElement === document.body || this.matches(':focus-within');
    if (nobody) this.#asked?.focus({ preventScroll: true });
  };

  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.card && !this.card.contains(to)) this.#close(false);
  };

  #close(back: boolean): void {
    this.card?.hidePopover();
    if (back) this.#asked?.focus({ preventScroll: true });
  }
}
