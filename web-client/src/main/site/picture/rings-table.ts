import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RingsView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { act } from '../lab/action';
import { base } from '../style/base';
import { key } from './gate-key';
import ringsTableText from './rings-table.css?inline';

/** The picture's equivalent as tables. */
@customElement('rings-table')
export class RingsTable extends LitElement {
  static override styles = [base, unsafeCSS(ringsTableText)];

  @property({ attribute: false }) rings: RingsView | null = null;

  protected override render() {
    const r = this.rings;
    if (!r) return html``;
    return html` <p>
        ${t('picture.cpl', { ring: r.cpl })}
        ${r.actor ? t('picture.actor', { text: r.actor.text, ring: r.actor.ring }) : ''}
      </p>
      <table>
        <caption>
          ${t('picture.gates')}
        </caption>
        <thead>
          <tr>
            <th>${t('picture.number')}</th>
            <th>${t('picture.kind')}</th>
            <th>DPL</th>
            <th>${t('picture.leads')}</th>
            <th>${t('picture.now')}</th>
          </tr>
        </thead>
        <tbody>
          ${r.gates.map(
            (g) =>
              html`<tr>
                <th scope="row" class="mono">
                  <button
                    class="gate"
                    title=${t('picture.open-gate')}
                    @click=${() => act(this, { do: 'descriptor', key: key(g) })}
                  >
                    ${g.label}
                  </button>
                </th>
                <td>${t(`gate.${g.kind}`)}</td>
                <td class="mono">${g.dpl}</td>
                <td>${g.target}, ${t('ring.number', { ring: g.targetRing })}</td>
                <td class=${g.open ? 'ka' : ''}>${g.word.text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <table>
        <caption>
          ${t('picture.regions')}
        </caption>
        <thead>
          <tr>
            <th>${t('picture.region')}</th>
            <th>${t('picture.ring')}</th>
            <th>${t('picture.from')}</th>
            <th>${t('picture.to')}</th>
          </tr>
        </thead>
        <tbody>
          ${r.regions.map(
            (x) =>
              html`<tr>
                <th scope="row">${t(`region.${x.name}`)}</th>
                <td>${x.ring}</td>
                <td class="mono">${hex8(x.base)}</td>
                <td class="mono">${hex8(x.base + x.limit)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }
}
