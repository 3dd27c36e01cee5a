import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../header/site-nav';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import './play-machines';
import { t } from './words';

/** What somebody opens who wants a machine and no lesson. */
@customElement('playground-page')
export class PlaygroundPage extends LitElement {
  static override styles = [base, documentStyle];

  protected override render() {
    return html`<site-nav here="/playground"></site-nav>
      <h1>${t('playground.title')}</h1>
      <p class="lead">${t('playground.lead')}</p>
      <play-machines></play-machines>`;
  }
}
