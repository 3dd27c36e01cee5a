import { LitElement, html, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import selfHostPageText from './self-host-page.css?inline';

/** How to run a Cloister of one's own: short and true. */
@customElement('self-host-page')
export class SelfHostPage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(selfHostPageText)];

  protected override render() {
    return html`<site-nav here="/self-host"></site-nav>
      <h1>${t('host.title')}</h1>
      <p class="lead">${t('host.lead')}</p>
      <section>
        <h2>${t('host.container')}</h2>
        <pre>
docker build -t cloister .
docker run -p 8080:8080 --read-only --tmpfs /tmp -v cloister:/data cloister</pre>
        <p>${t('host.container-text')}</p>
        <pre>
docker run --read-only --tmpfs /tmp -p 127.0.0.1:8080:8080 -v cloister:/data \\
  -e CLOISTER_PUBLIC_URL=https://cloister.example -e CLOISTER_TLS_TERMINATED=true \\
  -e CLOISTER_TRUST_PROXY=true cloister</pre>
        <p>${t('host.proxy-text')}</p>
      </section>
      <section>
        <h2>${t('host.jar')}</h2>
        <pre>java -jar server/target/cloister.jar serve --port 8080 --data /var/lib/cloister</pre>
        <p>${t('host.jar-text')}</p>
      </section>
      <section>
        <h2>${t('host.static')}</h2>
        <p>${t('host.static-text')}</p>
      </section>
      <section>
        <h2>${t('host.stored')}</h2>
        <ul>
          <li>${t('host.stored-1')}</li>
          <li>${t('host.stored-2')}</li>
          <li>${t('host.stored-3')}</li>
        </ul>
      </section>`;
  }
}
