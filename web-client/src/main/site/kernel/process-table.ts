import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../page/format';
import type { KernelView, ProcessView } from '../simulator/kernel-views';
import { base } from '../style/base';
import tableText from './kernel-table.css?inline';
import tableOwnText from './process-table.css?inline';
import { stateOf } from './state-words';
import { tree } from './tree';
import { t } from './words';

const deepest = 8;

/** All processes as ps(1) lists them, children below their parent. */
@customElement('process-table')
export class ProcessTable extends LitElement {
  static override styles = [base, unsafeCSS(tableText), unsafeCSS(tableOwnText)];
  @property({ attribute: false }) kernel: KernelView | null = null;

  protected override render() {
    const rows = tree(this.kernel?.processes ?? []);
    return html`<table>
      <caption class="visually-hidden">
        ${t('processes.title')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('processes.process')}</th>
          ${(['pid', 'parent'] as const).map(
            (name) => html`<th scope="col" class="number">${t(`processes.${name}`)}</th>`,
          )}
          <th scope="col">${t('processes.state')}</th>
          ${(
            ['user', 'pages', 'instructions', 'kernel', 'threads', 'group', 'session'] as const
          ).map((name) => html`<th scope="col" class="number">${t(`processes.${name}`)}</th>`)}
          <th scope="col">${t('processes.terminal')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ process, depth }) => this.#row(process, depth))}
      </tbody>
    </table>`;
  }

  #row(p: ProcessView, depth: number) {
    return html`<tr class=${p.state}>
      <th scope="row" class="tall" title=${p.command}>
        <span class="d${Math.min(depth, deepest)}">${p.name}</span>
      </th>
      <td class="number">${p.pid}</td>
      <td class="number">${p.parent}</td>
      <td class="state">${stateOf(p)}</td>
      <td class="number">${p.user}</td>
      <td class="number">${count(p.pages)}</td>
      <td class="number">${count(p.instructions)}</td>
      <td class="number">${count(p.kernelInstructions)}</td>
      <td class="number">${p.threads}</td>
      <td class="number">${p.group}</td>
      <td class="number">${p.session}</td>
      <td>${p.terminal || '–'}</td>
    </tr>`;
  }
}
