import { LitElement, html, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../messages/text';
import { goOn } from './go-on';
import { base } from '../style/base';
import landingWaysText from './landing-ways.css?inline';

/** More ways in: with a class, and on a host of one's own. */
@customElement('landing-ways')
export class LandingWays extends LitElement {
  static override styles = [base, unsafeCSS(landingWaysText)];

  override connectedCallback(): void {
    super.connectedCallback();
    const begin = document.querySelector<HTMLAnchorElement>('.hero .go');
    if (begin) void goOn(begin);
  }

  protected override render() {
    return html`<section>
        <h2>${t('ways.class')}</h2>
        <p>${t('ways.class-text')}</p>
        <form action="/class" method="get">
          <input
            name="code"
            required
            autocomplete="off"
            spellcheck="false"
            aria-label=${t('ways.class-code')}
            placeholder=${t('ways.class-code')}
          /><button class="btn">${t('ways.class-join')}</button>
        </form>
        <p class="more"><a href="/class">${t('ways.open-class')}</a></p>
      </section>
      <section>
        <h2>${t('ways.host')}</h2>
        <p>${t('ways.host-text')}</p>
        <div class="cmd">
          <span aria-hidden="true">$</span
          ><code>docker run -p 8080:8080 -v cloister:/data cloister</code>
        </div>
        <p class="more">
          <a href="/self-host">${t('ways.guide')}</a> · <a href="/docs/">${t('ways.docs')}</a>
        </p>
      </section>`;
  }
}
