import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { deviceTables } from '../inspect/device-tables';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import { count } from '../page/format';
import type { EventChannel, SharedPage } from '../simulator/sheets';
import { base } from '../style/base';

const t = speaker(words);

/** The page that a paravirtual guest shares with the hypervisor, and its event channels. */
@customElement('guests-channels')
export class GuestsChannels extends LitElement {
  static override styles = [
    base,
    deviceTables,
    css`
      td,
      th {
        padding-right: var(--s2);
        text-align: left;
        vertical-align: top;
      }
      p {
        margin: 0;
        color: var(--soft);
      }
    `,
  ];
  @property() guest = '';
  @property({ attribute: false }) shared: SharedPage | null = null;

  protected override render() {
    const { shared } = this;
    if (!shared) return nothing;
    const { address, selector } = shared;
    return html`<section aria-label=${t('channels.title', { name: this.guest, address })}>
      <p><b>${t('channels.title', { name: this.guest, address })}</b></p>
      <p>
        ${t('channels.upcall', {
          pending: bit(shared.pending),
          masked: bit(shared.masked),
          selector,
        })}
      </p>
      <p>
        ${
          shared.callback
            ? t('channels.callback', {
                callback: shared.callback,
                upcalls: count(shared.upcalls),
              })
            : t('channels.no-callback')
        }
      </p>
      ${
        shared.channels.length
          ? html`<table>
              <thead>
                <tr>
                  <th scope="col">${t('channels.port')}</th>
                  <th scope="col">${t('channels.kind')}</th>
                  <th scope="col">${t('channels.pending')}</th>
                  <th scope="col">${t('channels.masked')}</th>
                </tr>
              </thead>
              <tbody>
                ${shared.channels.map(
                  (channel) =>
                    html`<tr>
                      <th scope="row">${channel.port}</th>
                      <td>${purpose(channel, shared)}</td>
                      <td>${bit(channel.pending)}</td>
                      <td>${bit(channel.masked)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : html`<p>${t('channels.none')}</p>`
      }
    </section>`;
  }
}

const bit = (on: boolean) => (on ? 1 : 0);

/** Who signals it. */
function purpose(channel: EventChannel, shared: SharedPage): string {
  if (channel.kind === 'virq')
    return channel.of === 'console'
      ? t('channels.console', { typed: shared.typed })
      : t('channels.timer');
  return t(`channels.${channel.kind}`, {
    guest: channel.guest ?? '',
    port: channel.otherPort ?? 0,
  });
}
