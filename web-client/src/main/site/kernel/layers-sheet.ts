import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../page/format';
import type { KernelView, LayeredPathView, OverlayView } from '../simulator/kernel-views';
import { base } from '../style/base';
import drawing from '../style/drawing.css?inline';
import tableText from './kernel-table.css?inline';
import layersText from './layers-sheet.css?inline';
import { containerAt } from './containers';
import { hiddenBytes, shaftsOf, type Shaft } from './strata';
import { t } from './words';

const width = 360;
const labels = 44;
const height = 46;
const named = 124;
const column = (width - named - 12) / 7;

/** Directories upon each other: which layer answers for which path, drawn and as a table. */
@customElement('layers-sheet')
export class LayersSheet extends LitElement {
  static override styles = [base, unsafeCSS(drawing), unsafeCSS(tableText), unsafeCSS(layersText)];
  @property({ attribute: false }) kernel: KernelView | null = null;

  protected override render() {
    const overlays = this.kernel?.overlays ?? [];
    if (!overlays.length) return html`<p class="more">${t('layers.none')}</p>`;
    return overlays.map(
      (overlay) =>
        html`<section>
          <h3>${title(this.kernel, overlay)}</h3>
          ${strata(overlay)}
          <p class="more">${t('layers.look')} ${wasted(overlay)}</p>
          ${table(overlay)}
        </section>`,
    );
  }
}

function title(kernel: KernelView | null, { place }: OverlayView): string {
  const name = kernel && containerAt(kernel, place);
  return name ? t('layers.of', { name, place }) : t('layers.at', { place });
}

function wasted(overlay: OverlayView): string {
  const bytes = hiddenBytes(overlay);
  return bytes ? t('layers.hidden', { bytes: count(bytes) }) : '';
}

const top = (layer: number): number => labels + layer * height;
const across = (index: number): number => named + 6 + (index + 0.5) * column;

function strata(overlay: OverlayView) {
  const shafts = shaftsOf(overlay);
  const tall = labels + overlay.layers.length * height + 4;
  return html`<svg
    viewBox="0 0 ${width} ${tall}"
    role="img"
    aria-label=${t('layers.drawing', { place: overlay.place })}
  >
    ${overlay.layers.map((layer, i) => ground(layer, i))}
    ${shafts.map((shaft, i) => look(shaft, across(i), i % 2 ? 14 : 30))}
  </svg>`;
}

function ground(layer: OverlayView['layers'][number], index: number) {
  const y = top(index);
  const kind = layer.writable ? 'turf' : index % 2 ? 'stratum odd' : 'stratum';
  const sum = t('layers.sum', { files: count(layer.files), bytes: count(layer.bytes) });
  return svg`<rect class=${kind} x="1" y=${y} width=${width - 2} height=${height - 2}></rect>
    <text class="mono b xi" x="10" y=${y + 18}>${cut(layer.name)}</text>
    <text class="t1" x="10" y=${y + 34}>${sum}</text>`;
}

/** From the path's name down to the layer that answers, and dotted to what is not seen. */
function look({ path, ends, stop, hidden }: Shaft, x: number, label: number) {
  const last = hidden.at(-1)?.layer ?? ends;
  const from = ends < 0 ? labels : top(ends) + height / 2 - 1;
  const gone = ends < 0 || stop?.kind === 'whiteout';
  return svg`<g>
    <title>${path}</title>
    <text class="mono t1 ${gone ? 'gone' : 'xi'}" x=${x} y=${label} text-anchor="middle"
      >${cut(path.slice(path.lastIndexOf('/') + 1), 8)}</text>
    ${ends >= 0 ? svg`<path class="shaft" d="M${x} ${label + 4}V${from}"></path>` : nothing}
    ${
      last > ends
        ? svg`<path class="below" d="M${x} ${from}V${top(last) + height / 2 - 1}"></path>`
        : nothing
    }
    ${hidden.map(
      (say) =>
        svg`<circle class="unseen" cx=${x} cy=${top(say.layer) + height / 2 - 1} r="5"></circle>`,
    )}
    ${stop ? end(stop.kind, x, from) : nothing}
  </g>`;
}

const end = (kind: string, x: number, y: number) =>
  kind === 'whiteout'
    ? svg`<rect class="fp si" x=${x - 7} y=${y - 7} width="14" height="14" rx="2"></rect>
        <path class="si" d="M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8"></path>`
    : svg`<circle class="answer" cx=${x} cy=${y} r="5.5"></circle>`;

function table(overlay: OverlayView) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('layers.table')}>
    <table>
      <caption class="visually-hidden">
        ${t('layers.table')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('layers.path')}</th>
          ${overlay.layers.map((layer) => html`<th scope="col"><code>${layer.name}</code></th>`)}
          <th scope="col">${t('layers.seen')}</th>
        </tr>
      </thead>
      <tbody>
        ${overlay.rows.map((row) => line(row, overlay))}
      </tbody>
    </table>
    ${
      overlay.moreRows
        ? html`<p class="more">${t('layers.more', { count: count(overlay.moreRows) })}</p>`
        : nothing
    }
  </div>`;
}

function line(row: LayeredPathView, overlay: OverlayView) {
  return html`<tr>
    <th scope="row"><code>${row.path}</code></th>
    ${overlay.layers.map((_, layer) => {
      const say = row.says.find((one) => one.layer === layer);
      return html`<td class=${layer === row.answers ? 'answers' : ''}>
        ${say ? t(`layers.${say.kind}`, { bytes: count(say.bytes) }) : ''}
      </td>`;
    })}
    <td>${row.answers < 0 ? t('layers.nothing') : (overlay.layers[row.answers]?.name ?? '')}</td>
  </tr>`;
}

const cut = (text: string, most = 14): string =>
  text.length > most ? `…${text.slice(1 - most)}` : text;
