import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deviceTables } from '../inspect/device-tables';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import { count } from '../page/format';
import type { GuestView } from '../simulator/sheets';
import { base } from '../style/base';
import './guests-channels';
import './guests-ways';
import './vmcs-table';

const t = speaker(words);
const reasons = [
  'refused',
  'continue',
  'look-up',
  'call-out',
  'simulation',
  'page',
  'step',
  'clock',
  'exception',
  'port',
  'control-register',
  'instruction',
  'interrupt-window',
] as const;

/** The guests of a hypervisor beside each other: what each believes, and what is. */
@customElement('guests-table')
export class GuestsTable extends LitElement {
  static override styles = [
    base,
    deviceTables,
    css`
      table {
        table-layout: fixed;
      }
      th,
      td {
        padding-right: var(--s3);
        text-align: left;
        vertical-align: top;
        overflow-wrap: break-word;
      }
      th[scope='row'] {
        font-family: var(--sans);
        color: var(--soft);
      }
      .turn {
        font-weight: 600;
      }
    `,
  ];
  @property({ attribute: false }) guests: GuestView[] = [];

  protected override render() {
    return html`${this.#guests()}${this.guests.map((guest) =>
      guest.shared
        ? html`<guests-channels .guest=${guest.name} .shared=${guest.shared}></guests-channels>`
        : nothing,
    )}${this.guests.map((guest) =>
      guest.ways
        ? html`<guests-ways .guest=${guest.name} .ways=${guest.ways}></guests-ways>`
        : nothing,
    )}${this.guests.map((guest) =>
      guest.vmcs
        ? html`<vmcs-table .guest=${guest.name} .areas=${guest.vmcs}></vmcs-table>`
        : nothing,
    )}`;
  }

  #guests() {
    const row = (name: string, cell: (guest: GuestView) => unknown) =>
      html`<tr>
        <th scope="row">${name}</th>
        ${this.guests.map((guest) => html`<td>${cell(guest)}</td>`)}
      </tr>`;
    return html`<table>
      <caption>
        ${t('guests.title')}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${this.guests.map(
            (guest) =>
              html`<th scope="col" class=${guest.state}>
                ${t('guests.name', { name: guest.name })}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${row(t('guests.state'), (guest) => t(`guests.${guest.state}`))}
        ${row(t('guests.ring'), (guest) =>
          guest.realRing < 0
            ? t('guests.not-yet')
            : t('guests.rings', { believed: guest.ring, real: guest.realRing }),
        )}
        ${row(t('guests.if'), (guest) => (guest.interrupts ? 1 : 0))}
        ${row(t('guests.memory'), (guest) => count(guest.memory))}
        ${row(t('guests.segments'), (guest) => guest.segments)}
        ${row(t('guests.pages'), (guest) => guest.pages || t('guests.off'))}
        ${row(t('guests.instructions'), (guest) => count(guest.instructions))}
        ${row(t('guests.exits'), (guest) => count(guest.exits))}
        ${row(t('guests.why'), (guest) =>
          reasons
            .filter((reason) => guest.exitsBy[reason])
            .map((reason) => t(`guests.${reason}`, { count: count(guest.exitsBy[reason] ?? 0) }))
            .join(', '),
        )}
        ${
          this.guests.some((guest) => guest.hypercalls)
            ? row(t('guests.hypercalls'), (guest) => count(guest.hypercalls))
            : nothing
        }
        ${
          this.guests.some((guest) => guest.lies)
            ? row(t('guests.lies'), (guest) =>
                guest.lies ? t('guests.lie', { count: count(guest.lies), ...guest.lastLie }) : 0,
              )
            : nothing
        }
        ${row(t('guests.console'), (guest) => guest.console || nothing)}
      </tbody>
    </table>`;
  }
}
