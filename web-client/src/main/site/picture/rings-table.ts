import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RingsView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { act } from '../lab/action';
import { base } from '../style/base';
import { key } from './gate-key';

/** The picture's equivalent as tables. */
@customElement('rings-table')
export class RingsTable extends LitElement {
  static override styles = [base, css`
    :host { padding: var(--s3) var(--s4); font-size: var(--t2); line-height: 20px; }
    table { width: 100%; border-collapse: collapse; margin-bottom: var(--s4); }
    caption { text-align: left; font-weight: 600; padding: var(--s1) 0; }
    th, td { text-align: left; font-weight: 400; padding: 2px var(--s2) 2px 0; border-top: 1px solid var(--rule); }
    .gate { font: inherit; text-decoration: underline var(--rule-strong); text-underline-offset: 3px; min-height: 24px; }
    thead th { color: var(--faint); border: 0; }
  `];

  @property({ attribute: false }) rings: RingsView | null = null;

  protected override render() {
    const r = this.rings;
    if (!r) return html``;
    return html`
      <p>${t('picture.cpl', { ring: r.cpl })} ${r.actor ? t('picture.actor', { text: r.actor.text, ring: r.actor.ring }) : ''}</p>
      <table><caption>${t('picture.gates')}</caption><thead><tr><th>${t('picture.number')}</th><th>${t('picture.kind')}</th><th>DPL</th><th>${t('picture.leads')}</th><th>${t('picture.now')}</th></tr></thead>
        <tbody>${r.gates.map((g) => html`<tr><th scope="row" class="mono"><button class="gate" title=${t('picture.open-gate')} @click=${() => act(this, { do: 'descriptor', key: key(g) })}>${g.label}</button></th><td>${t(`gate.${g.kind}`)}</td><td class="mono">${g.dpl}</td><td>${g.target}, ${t('ring.number', { ring: g.targetRing })}</td><td class=${g.open ? 'ka' : ''}>${g.word.text}</td></tr>`)}</tbody></table>
      <table><caption>${t('picture.regions')}</caption><thead><tr><th>${t('picture.region')}</th><th>${t('picture.ring')}</th><th>${t('picture.from')}</th><th>${t('picture.to')}</th></tr></thead>
        <tbody>${r.regions.map((x) => html`<tr><th scope="row">${t(`region.${x.name}`)}</th><td>${x.ring}</td><td class="mono">${hex8(x.base)}</td><td class="mono">${hex8(x.base + x.limit)}</td></tr>`)}</tbody></table>`;
  }
}
