import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { act, ask } from '../lab/action';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import type { WatchOn, WatchView } from '../simulator/protocol';
import { base } from '../style/base';
import watchListText from './watch-list.css?inline';

const kinds: WatchOn[] = ['write', 'read', 'access'];

/** The values at which runs stop, and where one more is named. */
@customElement('watch-list')
export class WatchList extends LitElement {
  static override styles = [base, unsafeCSS(watchListText)];

  @property({ attribute: false }) watches: WatchView[] = [];
  @query('input') private readonly input!: HTMLInputElement;

  override focus(): void {
    void this.updateComplete.then(() => this.input.focus());
  }

  protected override render() {
    return html`<section aria-label=${t('watch.title')}>
      <h3>${t('watch.title')}</h3>
      <ul>
        ${this.watches.map(
          (w) =>
            html`<li data-path=${w.path}>
              <span title=${w.path}>${say(w.name)}${w.choice ? '' : ` ${t('watch.changes')}`}</span>
              ${
                w.choice
                  ? html`<select
                      aria-label=${t('watch.when', { name: w.name.text })}
                      @change=${(e: Event) =>
                        ask(this, {
                          do: 'watch',
                          path: w.path,
                          on: (e.target as HTMLSelectElement).value as WatchOn,
                        })}
                    >
                      ${kinds.map(
                        (k) =>
                          html`<option value=${k} ?selected=${k === w.on}>
                            ${t(`watch.${k}`)}
                          </option>`,
                      )}
                    </select>`
                  : ''
              }
              <button
                class="btn"
                aria-label=${t('who.title', { name: w.name.text })}
                @click=${() => act(this, { do: 'who', path: w.path })}
              >
                ${t('who.short')}</button
              ><button
                class="btn square quiet"
                aria-label=${t('watch.remove', { name: w.name.text })}
                @click=${() => this.#remove(w)}
              >
                ${icon('cross')}
              </button>
            </li>`,
        )}
      </ul>
      <form @submit=${this.#add}>
        <input
          type="text"
          name="path"
          required
          maxlength="60"
          spellcheck="false"
          autocomplete="off"
          aria-label=${t('watch.what')}
          placeholder=${t('watch.examples')}
        /><button class="btn">${t('watch.ask')}</button>
      </form>
    </section>`;
  }

  readonly #add = (event: SubmitEvent): void => {
    event.preventDefault();
    ask(this, { do: 'watch', path: this.input.value.trim(), on: 'write' });
    this.input.value = '';
  };

  #remove(w: WatchView): void {
    ask(this, { do: 'watch', path: w.path, on: 'off' });
    this.focus();
  }
}
