import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';
import guestBannerText from './guest-banner.css?inline';

/** Who the guest is with: whoever sent a link, a class, or the page that compares. */
export type Host = 'link' | 'class' | 'compare';

/** Where a sandbox of no lesson is left to. */
const outside = { link: '/lab', class: '/lab', compare: '/compare' };

/** Says that the machine is a guest's, and offers both ways out of that. */
@customElement('guest-banner')
export class GuestBanner extends LitElement {
  static override styles = [base, unsafeCSS(guestBannerText)];

  /** The lesson that the sandbox began in; a free sandbox has none, and nowhere to be kept. */
  @property({ attribute: false }) lesson: string | null = null;
  @property({ attribute: false }) host: Host = 'link';
  /** What the class calls it. */
  @property() assigned = '';
  /** The learner has a session of this lesson that would be lost. */
  @property({ type: Boolean }) replaces = false;
  @state() private asking = false;
  @state() private busy = false;
  @query('.keep') private readonly keepButton!: HTMLElement | null;
  @query('.replace') private readonly replaceButton!: HTMLElement | null;

  protected override render() {
    return html`<section aria-label=${t('guest.label')}>
      <p role="status">
        <b
          >${
            this.assigned
              ? t('guest.class-named', { title: this.assigned })
              : t(`guest.${this.host}`)
          }</b
        >
        ${
          this.asking
            ? t('guest.replaces')
            : this.lesson
              ? t(this.host === 'class' ? 'guest.class-text' : 'guest.link-text')
              : t(this.host === 'compare' ? 'guest.compare-text' : 'guest.free-text')
        }
      </p>
      <div class="ways">
        ${
          this.asking
            ? html`<button
                  class="btn solid replace"
                  aria-disabled=${this.busy}
                  @click=${this.#keep}
                >
                  ${t('guest.replace')}</button
                ><button class="btn" @click=${() => void this.#ask(false)}>
                  ${t('confirm.cancel')}
                </button>`
            : html`${
                  this.lesson
                    ? html`<button
                        class="btn keep"
                        aria-disabled=${this.busy}
                        @click=${this.#asked}
                      >
                        ${t('guest.keep')}
                      </button>`
                    : nothing
                }<a class="btn" href=${this.lesson ? `/lesson/${this.lesson}` : outside[this.host]}
                  >${t(this.lesson ? 'guest.back' : 'guest.back-free')}</a
                >`
        }
      </div>
    </section>`;
  }

  readonly #asked = (): void => {
    if (this.replaces) void this.#ask(true);
    else this.#keep();
  };

  /** The focus stays with the question, and comes back from it. */
  async #ask(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    (asking ? this.replaceButton : this.keepButton)?.focus();
  }

  readonly #keep = (): void => {
    if (this.busy) return;
    this.busy = true;
    this.dispatchEvent(new Event('keep'));
  };
}
