import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon, mark } from '../page/icons';
import { theme, toggleTheme } from '../page/theme';
import { base } from '../style/base';

/** The head of every page but the lab. */
@customElement('site-nav')
export class SiteNav extends LitElement {
  static override styles = [base, css`
    header { display: flex; align-items: center; min-height: 64px; gap: var(--s5); flex-wrap: wrap; } .brand { display: flex; align-items: center; gap: var(--s2); font-weight: 600; text-decoration: none; } .court { fill: var(--ring0-line); }
    nav { margin-left: auto; display: flex; align-items: center; gap: var(--s5); color: var(--soft); } nav a { text-decoration: none; padding: 4px 0; } nav a:hover, nav a[aria-current="page"] { color: var(--ink); text-decoration: underline var(--rule-strong); text-underline-offset: 4px; }
    @media (max-width: 480px) { header { gap: var(--s2); } nav { gap: var(--s3); font-size: var(--t2); } .brand span { display: none; } }
  `];
  @property() here = '';

  protected override render() {
    const dark = theme() === 'dark';
    const link = (path: string, text: string) => html`<a href=${path} aria-current=${this.here === path ? 'page' : 'false'}>${text}</a>`;
    return html`<header><a class="brand" href="/" aria-label="Cloister">${mark}<span>Cloister</span></a>
      <nav aria-label=${t('nav.site')}>${link('/course', t('nav.course'))}${link('/lab/#c=hello', t('nav.c'))}${link('/class', t('nav.class'))}${link('/machine', t('nav.machine'))}${link('/self-host', t('nav.self-host'))}
        <button class="btn square quiet" aria-label=${t(dark ? 'header.light' : 'header.dark')} @click=${() => { toggleTheme(); this.requestUpdate(); }}>${icon(dark ? 'sun' : 'moon')}</button></nav></header>`;
  }
}
