import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';

@customElement('not-found-page')
export class NotFoundPage extends LitElement {
  static override styles = [base, documentStyle];

  protected override render() {
    return html`<site-nav></site-nav>
      <h1>${t('missing.title')}</h1>
      <p class="lead">${t('missing.text')}</p>
      <a class="btn" href="/course">${t('nav.course')}</a>`;
  }
}
