import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../page/format';
import type { KernelView, NamespaceKind } from '../simulator/kernel-views';
import { base } from '../style/base';
import { chosen } from './chosen';
import fenceText from './fence-style.css?inline';
import {
  columnsOf,
  hostOf,
  isTorn,
  kinds,
  ownNumber,
  rootsOf,
  short,
  spansOf,
  type Column,
  type Span,
} from './fences';
import tableText from './fences-table.css?inline';
import { t } from './words';

/** Which processes share which namespaces: a column a process, a row a kind, an outline a set. */
@customElement('fences-table')
export class FencesTable extends LitElement {
  static override styles = [base, unsafeCSS(fenceText), unsafeCSS(tableText)];
  @property({ attribute: false }) kernel: KernelView | null = null;
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
    const { kernel } = this;
    if (!kernel) return nothing;
    const columns = columnsOf(kernel);
    if (!columns.length) return html`<p class="foot">${t('fences.none')}</p>`;
    this.style.setProperty('--columns', String(columns.length));
    const { moreNamespaces, moreProcesses } = kernel;
    return html`<table>
        <caption class="visually-hidden">
          ${t('fences.title')}
        </caption>
        <thead>
          <tr>
            <td class="kinds"></td>
            ${columns.map((column) => head(column))}
          </tr>
        </thead>
        <tbody>
          ${kinds.map((kind) => row(kind, spansOf(columns, kind), columns))} ${roots(columns)}
        </tbody>
      </table>
      <p class="foot">
        ${t('fences.foot')} ${isTorn(columns) ? t('fences.apart') : nothing}
        ${moreNamespaces ? t('fences.more', { count: count(moreNamespaces) }) : nothing}
        ${moreProcesses ? t('village.more', { count: count(moreProcesses) }) : nothing}
      </p>`;
  }
}

function head({ processes }: Column) {
  const [first] = processes;
  const names = [...new Set(processes.map(({ name }) => name))].join(', ');
  if (processes.length > 1 || !first)
    return html`<th scope="col">
      <span class="group" title=${names}
        ><span class="name">${names}</span>
        <span class="numbers"
          ><span class="visually-hidden">${t('fences.group', { count: processes.length })}</span
          ><span aria-hidden="true">×${processes.length}</span></span
        ></span
      >
    </th>`;
  const { pid, name } = first;
  const own = ownNumber(first);
  return html`<th scope="col">
    <button
      title=${name}
      aria-pressed=${pid === chosen.pid ? 'true' : 'false'}
      @click=${() => chosen.choose(pid === chosen.pid ? null : pid)}
    >
      <span class="name">${name}</span>
      <span class="numbers"
        >${pid}${
          own === undefined
            ? nothing
            : html`<span class="visually-hidden">, ${t('fences.inside', { number: own })}</span
                ><b aria-hidden="true">${own}</b>`
        }</span
      >
    </button>
  </th>`;
}

function row(kind: NamespaceKind, spans: Span[], columns: Column[]) {
  const own = spans.some(({ space }) => space?.initial === false);
  return html`<tr class=${own ? 'own' : ''}>
    <th scope="row">
      <span>${kind}</span
      ><svg aria-hidden="true"><path class="rail d-${kind}" d="M0 3h26"></path></svg>
    </th>
    ${spans.map((span) => capsule(span, columns))}
  </tr>`;
}

function capsule({ space, length }: Span, columns: Column[]) {
  if (!space) return html`<td colspan=${length}></td>`;
  const { kind, number, owner, initial } = space;
  const host = kind === 'uts' ? hostOf(columns, space) : '';
  const tail = kind === 'uts' ? t('fences.owner', { owner: short(owner) }) : '';
  return html`<td colspan=${length}>
    <div class="cap ${initial ? '' : 'made'}">
      <svg aria-hidden="true"><rect class="d-${kind}"></rect></svg>
      <span class="visually-hidden"
        >${t(initial ? 'fences.space' : 'fences.made', { kind, number })}${
          host ? `, ${t('village.host', { host })}` : nothing
        }</span
      >
      <span class="said" aria-hidden="true"
        ><code class="all">${number}</code
        ><code class="few">${short(number)}</code
        >${host ? html`<b class="host">${host}</b>` : nothing}<span class="owner"
          >${tail}</span
        ></span
      >
    </div>
  </td>`;
}

/** A root of one's own is no namespace, and keeps apart as well. */
function roots(columns: Column[]) {
  const all = rootsOf(columns);
  if (all.every(({ root }) => root === '/')) return nothing;
  return html`<tr class="own">
    <th scope="row">${t('fences.root')}</th>
    ${all.map(
      ({ root, length }) =>
        html`<td colspan=${length}>
          <div class="cap ${root === '/' ? '' : 'made'}">
            <svg aria-hidden="true"><rect></rect></svg>
            <code class="said" title=${root}>${root}</code>
          </div>
        </td>`,
    )}
  </tr>`;
}
