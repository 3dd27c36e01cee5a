import { LitElement, html, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from './words';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import './copy-command';
import { titled } from '../page/titled';
import { commands } from './commands';
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
        ${this.#command('build')}${this.#command('run')}
        <p>${titled(t('host.container-text'))}</p>
        <p>${titled(t('host.proxy-text'))}</p>
        ${this.#command('proxy')}
        <p>${titled(t('host.proxy-more'))}</p>
      </section>
      <section>
        <h2>${t('host.jar')}</h2>
        <p>${titled(t('host.jar-text'))}</p>
        ${this.#command('make')}${this.#command('serve')}
        <p>${titled(t('host.jar-more'))}</p>
        ${this.#command('help')}
      </section>
      <section>
        <h2>${t('host.static')}</h2>
        <p>${titled(t('host.static-text'))}</p>
        ${this.#command('unpack')}
      </section>
      <section>
        <h2>${t('host.stored')}</h2>
        <ul>
          <li>${titled(t('host.stored-1'))}</li>
          <li>${titled(t('host.stored-2'))}</li>
          <li>${titled(t('host.stored-3'))}</li>
          <li>${titled(t('host.stored-4'))}</li>
        </ul>
        <p>${titled(t('host.backup'))}</p>
        ${this.#command('backup')}
      </section>`;
  }

  #command(which: keyof typeof commands) {
    return html`<copy-command
      text=${commands[which]}
      name=${t(`host.command.${which}`)}
    ></copy-command>`;
  }
}
