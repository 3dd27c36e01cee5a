import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';

const tabs = ['lesson', 'machine'] as const;
type Tab = (typeof tabs)[number];

/** Lesson or machine, where there is room for one of them. */
@customElement('tab-list')
export class TabList extends LitElement {
  static override styles = [base, css`
    :host { grid-row: 3; } div { display: grid; grid-template-columns: 1fr 1fr; height: 44px; border-bottom: 1px solid var(--rule); }
    button { display: grid; place-items: center; color: var(--soft); font-size: var(--t3); } [aria-selected="true"] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -2px var(--ink); } :focus-visible { outline-offset: -3px; }
    @media (max-height: 560px) { div { height: 34px; } }
    @media (forced-colors: active) { [aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -3px; } }
  `];

  @property({ attribute: false }) tab: Tab = 'lesson';
  #move = false;

  protected override render() {
    return html`<div role="tablist" aria-label=${t('tab.label')} @keydown=${this.#key}>${tabs.map((name) => html`<button role="tab" tabindex=${name === this.tab ? 0 : -1} aria-selected=${name === this.tab} @click=${() => this.#turn(name)}>${t(`tab.${name}`)}</button>`)}</div>`;
  }

  protected override updated(_: PropertyValues): void {
    if (this.#move) this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    this.#move = false;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.#move = true;
    this.#turn(this.tab === 'lesson' ? 'machine' : 'lesson');
  };

  #turn(tab: Tab): void {
    this.dispatchEvent(new CustomEvent('turn', { detail: tab }));
  }
}
