import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pictureOf, sign } from '../course/part-signs';
import { base, drawing, sectionHead } from '../style/base';
import partSignsText from '../course/part-signs.css?inline';
import { offers, type Offer } from './machines';
import playMachinesText from './play-machines.css?inline';
import { t } from './words';

/** The machines without a lesson, as cards under the hue of their layer. */
@customElement('play-machines')
export class PlayMachines extends LitElement {
  static override styles = [
    base,
    drawing,
    sectionHead,
    unsafeCSS(partSignsText),
    unsafeCSS(playMachinesText),
  ];
  /** Under the heading of another page, and without what may be typed first. */
  @property({ type: Boolean }) short = false;

  protected override render() {
    return html`${
        this.short
          ? html`<div class="head">
              <h2>${t('playground.title')}</h2>
              <p>${t('playground.short')}</p>
              <a href="/playground">${t('playground.all')}</a>
            </div>`
          : nothing
      }
      <ul>
        ${offers.map((offer) => this.#card(offer))}
      </ul>`;
  }

  #card(offer: Offer) {
    const title = t(offer.title);
    return html`<li class=${sign(offer.sign).hue}>
      ${pictureOf(offer.sign)} ${this.short ? html`<h3>${title}</h3>` : html`<h2>${title}</h2>`}
      <p>${t(offer.text)}</p>
      ${this.short ? nothing : this.#first(offer.first)}
      <div class="links">
        ${offer.links.map(([address, name]) => html`<a href=${address}>${t(name)}</a>`)}
      </div>
    </li>`;
  }

  #first(first: Offer['first']) {
    return html`<div class="try">
      <span>${t('playground.try')}</span>
      ${
        typeof first === 'string'
          ? html`<p>${t(first)}</p>`
          : first.map((line) => html`<code>${line}</code>`)
      }
    </div>`;
  }
}
