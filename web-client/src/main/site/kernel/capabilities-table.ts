import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CapabilitiesView, KernelView, ProcessView } from '../simulator/kernel-views';
import { base } from '../style/base';
import ownText from './capabilities-table.css?inline';
import { has, inStatus, named, sets } from './capabilities';
import tableText from './kernel-table.css?inline';
import { t } from './words';

/** The five sets of a process, a row for each capability with what it allows. */
@customElement('capabilities-table')
export class CapabilitiesTable extends LitElement {
  static override styles = [base, unsafeCSS(tableText), unsafeCSS(ownText)];
  @property({ attribute: false }) kernel: KernelView | null = null;
  @property({ attribute: false }) process: ProcessView | null = null;

  protected override render() {
    const { kernel, process } = this;
    if (!kernel || !process) return nothing;
    const own = process.capabilities;
    const all = kernel.capabilities;
    return html`<h3>${t('capabilities.title', { name: process.name, pid: process.pid })}</h3>
      <dl>
        ${sets.map(
          (set) =>
            html`<div>
              <dt>${t(`capabilities.${set}`)}, ${inStatus[set]}</dt>
              <dd>${own[set].padStart(11, '0')}</dd>
            </div>`,
        )}
      </dl>
      <table>
        <caption class="visually-hidden">
          ${t('capabilities.of')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('capabilities.name')}</th>
            ${sets.map(
              (set) =>
                html`<th scope="col" class="set">
                  <span>${t(`capabilities.${set}`)}</span
                  ><span class="count"
                    >${all.filter((_, number) => has(own[set], number)).length}</span
                  >
                </th>`,
            )}
            <th scope="col" class="allows">${t('capabilities.allows')}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map((name, number) => this.#row(name, number, own))}
        </tbody>
      </table>
      ${own.noNewPrivileges ? html`<p class="more">${t('capabilities.no-new')}</p>` : nothing}
      ${
        own.secureBits
          ? html`<p class="more">
              ${t('capabilities.secure', { bits: own.secureBits.toString(16) })}
            </p>`
          : nothing
      }
      ${
        process.filters
          ? html`<p class="more">${t('capabilities.filters', { count: process.filters })}</p>`
          : nothing
      }
      ${process.strict ? html`<p class="more">${t('capabilities.strict')}</p>` : nothing}
      <p class="more">${t('capabilities.foot')}</p>`;
  }

  #row(name: string, number: number, own: CapabilitiesView) {
    const words = named(name);
    return html`<tr class=${has(own.effective, number) ? 'has' : 'lacks'}>
      <th scope="row"><code>${name}</code><span class="below">${words}</span></th>
      ${sets.map((set) => {
        const inside = has(own[set], number);
        return html`<td class="set">
          <span aria-hidden="true" class=${inside ? 'in' : 'out'}>${inside ? '●' : '·'}</span
          ><span class="visually-hidden"
            >${t(inside ? 'capabilities.in' : 'capabilities.out')}</span
          >
        </td>`;
      })}
      <td class="allows">${words}</td>
    </tr>`;
  }
}
