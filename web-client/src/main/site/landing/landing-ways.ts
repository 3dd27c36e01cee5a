import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../messages/text';
import { goOn } from './go-on';
import { base } from '../style/base';

/** More ways in: with a class, on a host of one's own, with a program in C, and with an image to boot. */
@customElement('landing-ways')
export class LandingWays extends LitElement {
  static override styles = [base, css`
    :host { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s7); border-top: 1px solid var(--rule); padding: var(--s6) 0 var(--s8); }
    h2 { font: 600 var(--t5)/var(--l5) var(--serif); letter-spacing: -.01em; } p { color: var(--soft); margin: var(--s2) 0 var(--s4); font: 400 var(--t4)/var(--l4) var(--serif); } .more { font: 500 var(--t3)/20px var(--sans); margin: var(--s4) 0 0; color: var(--ink); }
    form { display: flex; gap: var(--s2); max-width: 420px; } form input { flex: 1; }
    .cmd { display: flex; gap: var(--s3); padding: 12px 16px; border: 1px solid var(--rule); border-radius: var(--r2); background: var(--stone); font: 400 var(--t2)/20px var(--mono); overflow-wrap: anywhere; } .cmd span { color: var(--faint); }
    @media (max-width: 900px) { :host { grid-template-columns: minmax(0, 1fr); gap: var(--s6); } }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    const begin = document.querySelector<HTMLAnchorElement>('.hero .go');
    if (begin) void goOn(begin);
  }

  protected override render() {
    return html`<section><h2>${t('ways.class')}</h2><p>${t('ways.class-text')}</p>
        <form action="/class" method="get"><input name="code" required autocomplete="off" spellcheck="false" aria-label=${t('class.code')} placeholder=${t('class.code')}><button class="btn">${t('class.join')}</button></form>
        <p class="more"><a href="/class">${t('ways.open-class')}</a></p></section>
      <section><h2>${t('ways.host')}</h2><p>${t('ways.host-text')}</p><div class="cmd"><span aria-hidden="true">$</span><code>docker run -p 8080:8080 -v cloister:/data cloister</code></div><p class="more"><a href="/self-host">${t('ways.guide')}</a></p></section>
      <section><h2>${t('ways.c')}</h2><p>${t('ways.c-text')}</p><p class="more"><a href="/lab/#c=hello">${t('ways.c-hello')}</a></p><p class="more"><a href="/lab/#c=calls">${t('ways.c-calls')}</a></p></section>
      <section><h2>${t('ways.machine')}</h2><p>${t('ways.machine-text')}</p><p class="more"><a href="/machine">${t('ways.open-machine')}</a></p></section>`;
  }
}
