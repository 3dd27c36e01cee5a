import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../page/format';
import type {
  DescriptionView,
  DescriptorOfView,
  KernelView,
  ProcessView,
} from '../simulator/kernel-views';
import { base } from '../style/base';
import tableText from './kernel-table.css?inline';
import { t } from './words';

/** From a process's descriptors to open file descriptions, and to what those are. */
@customElement('files-table')
export class FilesTable extends LitElement {
  static override styles = [base, unsafeCSS(tableText)];
  @property({ attribute: false }) kernel: KernelView | null = null;
  @property({ attribute: false }) process: ProcessView | null = null;

  protected override render() {
    const { kernel, process } = this;
    if (!kernel || !process) return nothing;
    if (!process.files.length) return html`<p class="more">${t('files.none')}</p>`;
    return html`<table>
        <caption>
          ${t('files.title', { name: process.name, pid: process.pid })}
        </caption>
        <thead>
          <tr>
            ${(['number', 'description', 'what', 'shared'] as const).map(
              (name) => html`<th scope="col">${t(`files.${name}`)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${process.files.map((file) => {
            const open = kernel.descriptions.find(({ id }) => id === file.description);
            return open ? this.#row(open, kernel, process, file) : nothing;
          })}
        </tbody>
      </table>
      ${
        process.moreFiles
          ? html`<p class="more">${t('files.more', { count: count(process.moreFiles) })}</p>`
          : nothing
      }`;
  }

  #row(open: DescriptionView, kernel: KernelView, own: ProcessView, file: DescriptorOfView) {
    const others = open.holders.filter((h) => h.pid !== own.pid || h.number !== file.number);
    const at = open.position === undefined ? '' : t('files.position', { at: count(open.position) });
    return html`<tr>
      <th scope="row">
        <code>${file.number}</code>${file.closes ? html`<br />${t('files.closes')}` : nothing}
      </th>
      <td>
        <code>#${open.id} ${open.flags.replaceAll('|', ' ')}</code>${
          at ? html`<br />${at}` : nothing
        }
      </td>
      <td><code>${open.name}</code><br />${t(`kind.${open.kind}`)}</td>
      <td>
        ${
          others.map((h) => holder(h, kernel)).join(', ') || t('files.alone')
        }${open.moreHolders ? html` ${t('files.more', { count: open.moreHolders })}` : nothing}
      </td>
    </tr>`;
  }
}

function holder({ pid, number }: { pid: number; number: number }, kernel: KernelView): string {
  const name = kernel.processes.find((process) => process.pid === pid)?.name ?? '';
  return t('files.at', { name, pid, number });
}
