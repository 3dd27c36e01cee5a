import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count, hex8 } from '../page/format';
import type { AreaView, ProcessView } from '../simulator/kernel-views';
import { base, drawing } from '../style/base';
import areasText from './areas-table.css?inline';
import tableText from './kernel-table.css?inline';
import { t } from './words';

const wide = 28;

/** The areas of a process's memory, and how much of each is there. */
@customElement('areas-table')
export class AreasTable extends LitElement {
  static override styles = [base, drawing, unsafeCSS(tableText), unsafeCSS(areasText)];
  @property({ attribute: false }) process: ProcessView | null = null;

  protected override render() {
    const { process } = this;
    if (!process) return nothing;
    if (!process.areas.length) return html`<p class="more">${t('map.none')}</p>`;
    return html`<table>
        <caption>
          ${t('map.title', { name: process.name, pid: process.pid })}
        </caption>
        <thead>
          <tr>
            ${(['range', 'rights', 'what', 'pages'] as const).map(
              (name) => html`<th scope="col">${t(`map.${name}`)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${process.areas.map((area) => this.#row(area))}
        </tbody>
      </table>
      ${
        process.moreAreas
          ? html`<p class="more">${t('files.more', { count: count(process.moreAreas) })}</p>`
          : nothing
      }`;
  }

  #row(area: AreaView) {
    const { resident, pages } = area;
    return html`<tr>
      <th scope="row"><code>${hex8(area.from)}–${hex8(area.to)}</code></th>
      <td><code>${area.rights}</code></td>
      <td>${area.name ? html`<code>${area.name}</code>` : t('map.anonymous')}</td>
      <td class="tall">
        <svg viewBox="0 0 ${wide} 8" aria-hidden="true">
          ${svg`<rect class="fp sr" x=".5" y=".5" width=${wide - 1} height="7"></rect>
            <rect class="fl3" width=${(wide * resident) / pages} height="8"></rect>`}
        </svg>
        ${t('map.of', { resident: count(resident), pages: count(pages) })}
      </td>
    </tr>`;
  }
}
