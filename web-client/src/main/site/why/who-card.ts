import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { modal, modalStyle } from '../dialog/modal';
import { ask, act } from '../lab/action';
import { t } from '../messages/text';
import { say } from '../page/sentence';
import type { WhoView } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import whoCardText from './who-card.css?inline';

/** Who last wrote a value, what was there before, and the way to that step. */
@customElement('who-card')
export class WhoCard extends LitElement {
  static override styles = [base, modalStyle, unsafeCSS(whoCardText)];

  @property({ attribute: false }) who: WhoView | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    const w = this.who;
    if (!w) return nothing;
    const go = w.step;
    return modal(
      t('who.title', { name: w.name.text }),
      html`<p role="status" id="said">${say(w.sentence)}</p>
        <dl>
          ${
            w.before === null
              ? nothing
              : html`<dt>${t('who.before')}</dt>
                  <dd>${w.before}</dd>`
          }${
            w.now
              ? html`<dt>${t('who.now')}</dt>
                  <dd>${w.now}</dd>`
              : nothing
          }
        </dl>
        <div class="line">
          ${
            go === null
              ? nothing
              : html`<button
                  class="btn solid"
                  autofocus
                  aria-describedby="said"
                  @click=${() => this.#then(() => ask(this, { do: 'seek', step: go }))}
                >
                  ${t('who.go', { step: go })}
                </button>`
          }
          ${
            w.further === null
              ? nothing
              : html`<button
                  class="btn"
                  ?autofocus=${go === null}
                  aria-describedby="said"
                  @click=${() => void this.#further(w)}
                >
                  ${t(go === null ? 'who.further' : 'who.earlier')}
                </button>`
          }
          <button
            class="btn"
            @click=${() => this.#then(() => act(this, { do: 'watch', path: w.path }))}
          >
            ${t('watch.ask')}
          </button>
        </div>`,
      () => this.dispatchEvent(new Event('close')),
    );
  }

  async #further(w: WhoView): Promise<void> {
    const answer = await this.simulator?.request({ do: 'who', path: w.path, from: w.further! });
    this.who = answer?.who ?? w;
  }

  #then(what: () => void): void {
    this.dialog.close();
    what();
  }
}
