import { html, nothing, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../messages/text';
import type { GuestView } from '../simulator/sheets';
import { base, drawing } from '../style/base';
import { AskingSheet } from './asking-sheet';
import { chipTable, counterTable, deviceTables } from './device-tables';
import devicesViewText from './devices-view.css?inline';

/**
 * The interrupt controllers line by line, and the timer's counters: what waits, what is served,
 * when the next interrupt comes.
 */
@customElement('devices-view')
export class DevicesSheet extends AskingSheet {
  static override styles = [base, drawing, deviceTables, unsafeCSS(devicesViewText)];

  protected readonly request = { do: 'devices' } as const;

  protected override render() {
    if (!this.answer) return nothing;
    const devices = this.answer.devices;
    if (!devices) return html`<p>${t('devices.none')}</p>`;
    return html`${this.#guests(devices.guests)}${devices.chips.map((c, i) => chipTable(c, i))}
    ${counterTable(devices.counters)}`;
  }

  /** What tells of guests is loaded where there are some. */
  #guests(guests: GuestView[] | null) {
    if (!guests) return nothing;
    void import('../guests/guests-table');
    return html`<guests-table .guests=${guests}></guests-table>`;
  }
}
