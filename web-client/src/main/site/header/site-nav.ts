import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon, mark } from '../page/icons';
import { theme, toggleTheme } from '../page/theme';
import { base } from '../style/base';
import siteNavText from './site-nav.css?inline';

/** The head of every page but the lab. */
@customElement('site-nav')
export class SiteNav extends LitElement {
  static override styles = [base, unsafeCSS(siteNavText)];
  @property() here = '';

  protected override render() {
    const dark = theme() === 'dark';
    const link = (path: string, text: string) =>
      html`<a href=${path} aria-current=${this.here === path ? 'page' : 'false'}>${text}</a>`;
    return html`<header>
      <a class="brand" href="/" aria-label="Cloister">${mark}<span>Cloister</span></a>
      <nav aria-label=${t('nav.site')}>
        ${link('/course', t('nav.course'))}${link('/playground', t('nav.playground'))}
        ${link('/glossary', t('nav.glossary'))}${link('/class', t('nav.class'))}
        ${link('/self-host', t('nav.self-host'))}
        <button
          class="btn square quiet"
          aria-label=${t(dark ? 'header.light' : 'header.dark')}
          @click=${() => {
            toggleTheme();
            this.requestUpdate();
          }}
        >
          ${icon(dark ? 'sun' : 'moon')}
        </button>
      </nav>
    </header>`;
  }
}
