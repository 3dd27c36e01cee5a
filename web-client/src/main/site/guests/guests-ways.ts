import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deviceTables } from '../inspect/device-tables';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import { count } from '../page/format';
import type { GuestWay, GuestWays as Ways } from '../simulator/sheets';
import { base } from '../style/base';

const t = speaker(words);

/** A guest's own page table, and beside each entry what the hypervisor has behind it. */
@customElement('guests-ways')
export class GuestsWays extends LitElement {
  static override styles = [
    base,
    deviceTables,
    css`
      td,
      th {
        padding-right: var(--s2);
        text-align: left;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      td span {
        color: var(--soft);
      }
      .behind {
        background: var(--hyper-fill);
      }
    `,
  ];
  @property() guest = '';
  @property({ attribute: false }) ways: Ways | null = null;

  protected override render() {
    const ways = this.ways;
    if (!ways) return nothing;
    return html`<table>
        <caption>
          ${t('ways.title', { name: this.guest })}
          <span>${t(`ways.${ways.kind}-reads`, { reads: ways.reads })}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('ways.linear')}</th>
            <th scope="col">${t('ways.own')}</th>
            <th scope="col">${t(`ways.${ways.kind}`)}</th>
          </tr>
        </thead>
        <tbody>
          ${ways.rows.map((row) => this.#row(row))}
        </tbody>
      </table>
      ${ways.hidden ? html`<p>${t('ways.hidden', { count: count(ways.hidden) })}</p>` : nothing}`;
  }

  #row(row: GuestWay) {
    return html`<tr>
      <th scope="row">
        ${row.linear}${row.pages > 1 ? ` ${t('ways.pages', { count: row.pages })}` : ''}
      </th>
      <td>
        ${row.entry} <span>${t('ways.at', { at: row.at })}</span><br />
        → ${row.physical} <span>${t(row.writable ? 'ways.writable' : 'ways.read-only')}</span>
      </td>
      <td class="behind">
        ${
          row.behind
            ? html`${row.behind} <span>${t('ways.at', { at: row.behindAt ?? '' })}</span><br />
                → ${row.host} <span>${t(row.open ? 'ways.writable' : 'ways.read-only')}</span>`
            : t('ways.nothing')
        }
        ${row.traced ? html`<br /><b>${t('ways.traced')}</b>` : nothing}
      </td>
    </tr>`;
  }
}
