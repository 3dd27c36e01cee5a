import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { InterfaceView, KernelView, NetworkView, SocketView } from '../simulator/kernel-views';
import { base } from '../style/base';
import { short } from './fences';
import tableText from './kernel-table.css?inline';
import networksText from './networks-table.css?inline';
import { isQuiet } from './networks';
import { t } from './words';

/** The namespaces of networks: for each what it has of interfaces, ways and sockets. */
@customElement('networks-table')
export class NetworksTable extends LitElement {
  static override styles = [base, unsafeCSS(tableText), unsafeCSS(networksText)];
  @property({ attribute: false }) kernel: KernelView | null = null;

  protected override render() {
    const { kernel } = this;
    if (!kernel || isQuiet(kernel.networks)) return nothing;
    return kernel.networks.map(network);
  }
}

const network = (of: NetworkView) =>
  html`<table>
      <caption>
        ${t(of.initial ? 'networks.first' : 'networks.title', { number: short(of.number) })}
        ${of.forwards ? html`<span class="soft">${t('networks.forwards')}</span>` : nothing}
      </caption>
      <thead>
        <tr>
          ${(['interface', 'state', 'addresses', 'leads'] as const).map(
            (name) => html`<th scope="col">${t(`networks.${name}`)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${of.interfaces.map(row)}
      </tbody>
    </table>
    ${of.routes.length ? html`<p class="line">${t('networks.routes')} ${ways(of)}</p>` : nothing}
    ${
      of.sockets.length
        ? html`<p class="line">${t('networks.sockets')} ${of.sockets.map(socket)}</p>`
        : nothing
    }`;

const row = (one: InterfaceView) =>
  html`<tr>
    <th scope="row"><code>${one.name}</code></th>
    <td class=${one.up ? 'up' : 'soft'}>${t(one.up ? 'networks.up' : 'networks.down')}</td>
    <td>
      ${
        one.addresses.length
          ? one.addresses.map((address) => html`<code class="piece">${address}</code>`)
          : html`<span class="soft">${t('networks.none')}</span>`
      }
    </td>
    <td>${leads(one)}</td>
  </tr>`;

function leads({ peer, peerNetwork, master }: InterfaceView) {
  const end =
    peer === undefined
      ? nothing
      : peerNetwork === undefined
        ? t('networks.pair', { name: peer })
        : t('networks.through', { name: peer, number: short(peerNetwork) });
  return html`${end} ${master === undefined ? nothing : t('networks.port', { name: master })}`;
}

const ways = ({ routes }: NetworkView) =>
  routes.map(
    ({ to, device, gateway }) =>
      html`<code class="piece"
        >${
          gateway === undefined
            ? t('networks.route', { to, device })
            : t('networks.via', { to, device, gateway })
        }</code
      >`,
  );

const socket = ({ kind, name, listens, peer }: SocketView) =>
  html`<code class="piece"
    >${kind}
    ${name}${peer === undefined ? nothing : t('networks.peer', { peer })}${
      listens ? html` <span class="up">${t('networks.listens')}</span>` : nothing
    }</code
  >`;
