import { LitElement, html, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ask } from '../lab/action';
import type { LineMove } from '../simulator/protocol';
import { base } from '../style/base';
import { t } from './words';
import cTransportText from './c-transport.css?inline';

const draw = {
  back: svg`<path d="M3 3.5h10M3 12.5h5.5M12 12.5V7M9.5 9L12 6.5 14.5 9"/>`,
  into: svg`<path d="M3 12.5h10M3 3.5h5.5M12 3.5V9M9.5 7L12 9.5 14.5 7"/>`,
  over: svg`<path d="M2.5 13h11M3.5 9a4.5 4.5 0 0 1 8.6-1.6M12.8 4v3.5H9.3"/>`,
  out: svg`<path d="M3 3h10M8 13V6.5M5 9.5l3-3 3 3"/>`,
};

/** Forward and back by lines of C, beside the steps of the processor. */
@customElement('c-transport')
export class CTransport extends LitElement {
  static override styles = [base, unsafeCSS(cTransportText)];

  @property({ type: Boolean, reflect: true }) phone = false;
  /** There is nothing before, or nothing more. */
  @property({ type: Boolean }) start = false;
  @property({ type: Boolean }) end = false;

  protected override render() {
    return html`<div role="toolbar" aria-label=${t('c.lines')}>
      <span aria-hidden="true">${t('c.lines-short')}</span>${this.#move(
        'back',
        this.start,
      )}${this.#move('into', this.end)}${this.#move('over', this.end)}${this.#move('out', this.end)}
    </div>`;
  }

  #move(move: LineMove, disabled: boolean) {
    return html`<button
      aria-label=${t(`c.line-${move}`)}
      title=${t(`c.line-${move}`)}
      ?disabled=${disabled}
      @click=${() => ask(this, { do: 'line', move })}
    >
      <svg class="ic" viewBox="0 0 16 16" aria-hidden="true">${draw[move]}</svg>
    </button>`;
  }
}
