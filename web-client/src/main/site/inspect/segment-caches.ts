import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { hex4, hex8 } from '../page/format';
import { say } from '../page/sentence';
import type { SegmentView } from '../simulator/protocol';
import { base } from '../style/base';

/** The hidden part of each segment register, and where memory says something else by now. */
@customElement('segment-caches')
export class SegmentCaches extends LitElement {
  static override styles = [base, css`
    :host { padding: var(--s2) var(--s4) var(--s3); }
    table { border-collapse: collapse; width: 100%; max-width: 520px; font: 400 12px/20px var(--mono); }
    caption { text-align: left; font: 600 var(--t2)/20px var(--sans); padding-bottom: 2px; } th { text-align: left; font-weight: 400; color: var(--faint); padding-right: var(--s2); } thead th { font: 400 11px/16px var(--sans); }
    td { padding-right: var(--s2); white-space: nowrap; } td.kind { font-family: var(--sans); color: var(--soft); padding-right: 0; white-space: normal; }
    tr.now td { font-family: var(--sans); white-space: normal; padding: 0 0 var(--s1); } tr.now td + td::before { content: "≠ "; font-weight: 600; color: var(--fault); }
  `];

  @property({ attribute: false }) segments: SegmentView[] = [];

  protected override render() {
    return html`<table><caption>${t('segments.title')}</caption>
      <thead><tr><th scope="col"><span class="visually-hidden">${t('segments.register')}</span></th><th scope="col">${t('segments.selector')}</th><th scope="col">${t('segments.base')}</th><th scope="col">${t('segments.limit')}</th><th scope="col">${t('segments.kind')}</th></tr></thead>
      <tbody>${this.segments.map((s) => html`<tr><th scope="row">${s.name}</th><td>${hex4(s.selector)}</td><td>${hex8(s.base)}</td><td>${hex8(s.limit)}</td><td class="kind">${s.text}</td></tr>
        ${s.differs ? html`<tr class="now"><td></td><td colspan="4">${say(s.differs)}</td></tr>` : nothing}`)}</tbody></table>`;
  }
}
