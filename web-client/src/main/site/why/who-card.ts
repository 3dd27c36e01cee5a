import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
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
  /** The run is searched further and further back, until somebody stops that. */
  @state() private searching = true;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
    void this.#search();
  }

  protected override render() {
    const w = this.who;
    if (!w) return nothing;
    const go = w.step;
    const searching = this.searching && isOpen(w);
    return modal(
      t('who.title', { name: w.name.text }),
      html`<p role="status" id="said" aria-busy=${searching}>${say(w.sentence)}</p>
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
            searching
              ? html`<button class="btn" autofocus @click=${() => (this.searching = false)}>
                  ${t('who.stop')}
                </button>`
              : nothing
          }
          ${
            w.further === null || searching
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

  /** A piece at a request, so that it can be seen how far it is, to the beginning of the run. */
  async #search(): Promise<void> {
    for (let w = this.who; w && isOpen(w) && this.searching && this.isConnected; w = this.who) {
      const before = w.further;
      await this.#ask(w);
      if (this.who?.further === before) this.searching = false;
    }
  }

  async #further(w: WhoView): Promise<void> {
    this.searching = true;
    await this.#ask(w);
    await this.#search();
  }

  async #ask(w: WhoView): Promise<void> {
    const answer = await this.simulator?.request({ do: 'who', path: w.path, from: w.further! });
    this.who = answer?.who ?? w;
  }

  #then(what: () => void): void {
    this.dialog.close();
    what();
  }
}

/** Nobody is found, and there is more of the run before what was searched. */
const isOpen = (w: WhoView): boolean => w.step === null && w.further !== null;
