import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';
import tabListText from './tab-list.css?inline';

const tabs = ['lesson', 'machine'] as const;
type Tab = (typeof tabs)[number];
export interface Turn {
  tab: Tab;
  pressed: boolean;
}

/** Lesson or machine, where there is room for one of them. */
@customElement('tab-list')
export class TabList extends LitElement {
  static override styles = [base, unsafeCSS(tabListText)];

  @property({ attribute: false }) tab: Tab = 'lesson';
  /** The lesson has something new to be read. */
  @property({ type: Boolean }) news = false;
  #move = false;

  protected override render() {
    return html`<div role="tablist" aria-label=${t('tab.label')} @keydown=${this.#key}>
      ${tabs.map(
        (name) =>
          html`<button
            role="tab"
            tabindex=${name === this.tab ? 0 : -1}
            aria-selected=${name === this.tab}
            @click=${() => this.#turn(name, true)}
          >
            ${t(`tab.${name}`)}${
              this.news && name === 'lesson'
                ? html`<span class="news"
                    ><span class="visually-hidden">, ${t('tab.news')}</span></span
                  >`
                : nothing
            }
          </button>`,
      )}
    </div>`;
  }

  protected override updated(_: PropertyValues): void {
    if (this.#move) this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    this.#move = false;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.#move = true;
    this.#turn(this.tab === 'lesson' ? 'machine' : 'lesson', false);
  };

  /** @param pressed by arrow keys the focus stays with the tabs */
  #turn(tab: Tab, pressed: boolean): void {
    this.dispatchEvent(new CustomEvent<Turn>('turn', { detail: { tab, pressed } }));
  }
}
