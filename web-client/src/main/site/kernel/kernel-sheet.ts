import { html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import type { KernelSheet as Sheet } from '../inspect/sheets';
import type { KernelView, ProcessView } from '../simulator/kernel-views';
import { base } from '../style/base';
import { chosen, shown } from './chosen';
import sheetText from './kernel-sheet.css?inline';
import { t } from './words';
import './areas-table';
import './calls-list';
import './capabilities-table';
import './fences-table';
import './files-table';
import './layers-sheet';
import './limits-table';
import './networks-table';
import './process-table';

/** What the kernel knows: calls, processes, files, fences, layers, memory or rights of one. */
@customElement('kernel-sheet')
export class KernelSheet extends AskingSheet {
  static override styles = [base, unsafeCSS(sheetText)];
  protected override readonly request = { do: 'kernel' } as const;
  @property() sheet: Sheet = 'calls';
  readonly #chosen = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    chosen.addEventListener('change', this.#chosen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    chosen.removeEventListener('change', this.#chosen);
  }

  protected override render() {
    const kernel = this.answer?.kernel;
    if (!kernel) return nothing;
    switch (this.sheet) {
      case 'calls':
        return html`<calls-list .kernel=${kernel}></calls-list>`;
      case 'processes':
        return html`<process-table
          tabindex="0"
          role="region"
          aria-label=${t('processes.title')}
          .kernel=${kernel}
        ></process-table>`;
      case 'layers':
        return html`<layers-sheet .kernel=${kernel}></layers-sheet>`;
      case 'fences':
        // who has made groups, and no namespaces, looks at their gauges
        return kernel.groups.length > 1 && kernel.namespaces.every(({ initial }) => initial)
          ? [limits(kernel), fences(kernel), networks(kernel)]
          : [fences(kernel), networks(kernel), limits(kernel)];
      case 'files':
        return this.#of(
          kernel,
          'files.of',
          (process) => html`<files-table .kernel=${kernel} .process=${process}></files-table>`,
        );
      case 'map':
        return this.#of(
          kernel,
          'map.of-process',
          (process) => html`<areas-table .process=${process}></areas-table>`,
        );
      case 'capabilities':
        return this.#of(
          kernel,
          'capabilities.of',
          (process) =>
            html`<capabilities-table .kernel=${kernel} .process=${process}></capabilities-table>`,
        );
    }
  }

  /** A sheet about one process, and the choice of it. */
  #of(
    kernel: KernelView,
    name: 'files.of' | 'map.of-process' | 'capabilities.of',
    sheet: (process: ProcessView) => unknown,
  ) {
    const process = shown(kernel, chosen.pid);
    if (!process) return nothing;
    return html`<div class="one">
      <label
        >${t('choose.label')}
        <select
          @change=${(event: Event) =>
            chosen.choose(Number((event.target as HTMLSelectElement).value))}
        >
          ${kernel.processes.map(
            ({ name, pid }) =>
              html`<option value=${pid} ?selected=${pid === process.pid}>
                ${t('choose.option', { name, pid })}
              </option>`,
          )}
        </select></label
      >
      <div class="scroll" tabindex="0" role="region" aria-label=${t(name)}>${sheet(process)}</div>
    </div>`;
  }
}

const fences = (kernel: KernelView) => html`<fences-table .kernel=${kernel}></fences-table>`;
const limits = (kernel: KernelView) => html`<limits-table .kernel=${kernel}></limits-table>`;
const networks = (kernel: KernelView) => html`<networks-table .kernel=${kernel}></networks-table>`;
