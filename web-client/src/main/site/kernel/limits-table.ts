import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../page/format';
import type { GroupView, KernelView } from '../simulator/kernel-views';
import { base } from '../style/base';
import { containerOf } from './containers';
import { chosen } from './chosen';
import { depthOf, gaugeOf, nameOf, type Gauge } from './limits';
import limitsText from './limits-table.css?inline';
import tableText from './kernel-table.css?inline';
import { t } from './words';

const deepest = 6;

/** The control groups: a row a group, a gauge a limit. */
@customElement('limits-table')
export class LimitsTable extends LitElement {
  static override styles = [base, unsafeCSS(tableText), unsafeCSS(limitsText)];
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
    if (kernel.groups.length < 2) return html`<p class="foot">${t('limits.none')}</p>`;
    return html`<table>
        <caption>
          ${t('limits.title')}
        </caption>
        <thead>
          <tr>
            ${(['group', 'members', 'pids', 'memory', 'cpu'] as const).map(
              (name) => html`<th scope="col">${t(`limits.${name}`)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${kernel.groups.map((group) => row(group, kernel))}
        </tbody>
      </table>
      <p class="foot">
        ${t('limits.foot')}
        ${kernel.moreGroups ? t('limits.more', { count: count(kernel.moreGroups) }) : nothing}
      </p>`;
  }
}

function row(group: GroupView, kernel: KernelView) {
  const first = group.path === '/';
  const container = containerOf(kernel, group.path);
  return html`<tr>
    <th scope="row" title=${group.path}>
      <code class="d${Math.min(depthOf(group), deepest)}"
        >${first ? t('limits.first') : nameOf(group)}</code
      >
      ${container ? html`<b>${container}</b>` : nothing}
      ${group.frozen ? html`<b class="frozen">${t('limits.frozen')}</b>` : nothing}
    </th>
    <td data-name=${t('limits.members')}>
      ${first ? count(group.members.length) : members(group, kernel)}
    </td>
    <td data-name=${t('limits.pids')}>${pids(group)}</td>
    <td data-name=${t('limits.memory')}>${memory(group)}</td>
    <td data-name=${t('limits.cpu')}>${cpu(group)}</td>
  </tr>`;
}

function members({ members }: GroupView, { processes }: KernelView) {
  if (!members.length) return html`<span class="soft">${t('limits.nobody')}</span>`;
  return members.map((pid) => {
    const name = processes.find((one) => one.pid === pid)?.name ?? '';
    return html`<button
      aria-pressed=${pid === chosen.pid ? 'true' : 'false'}
      @click=${() => chosen.choose(pid === chosen.pid ? null : pid)}
    >
      ${name} <span class="pid">${pid}</span>
    </button>`;
  });
}

function gauge(bar: Gauge | null, ends: boolean): TemplateResult | typeof nothing {
  if (!bar) return nothing;
  return html`<svg
    class="gauge ${bar.full ? 'full' : ''} ${ends ? 'ends' : ''}"
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="most" width="100" height="10"></rect>
    <rect class="peak" width=${bar.peak} height="10"></rect>
    <rect class="used" width=${bar.used} height="10"></rect>
  </svg>`;
}

const note = (text: string, bad = false) =>
  html`<span class=${bad ? 'bad' : 'soft'}>${text}</span>`;

function pids({ path, pids: account }: GroupView) {
  if (!account) return path === '/' ? nothing : note(t('limits.uncounted'));
  const { current, peak, max, refused } = account;
  const used = count(current);
  return html`${gauge(gaugeOf(current, peak, max), refused > 0)}
    <span>${max === undefined ? t('limits.free', { used }) : t('limits.of', { used, max })}</span>
    ${peak > current ? note(t('limits.peak', { peak: count(peak) })) : nothing}
    ${refused ? note(t('limits.refused', { count: count(refused) }), true) : nothing}`;
}

function memory({ path, memory: account }: GroupView) {
  if (!account) return path === '/' ? nothing : note(t('limits.uncounted'));
  const { current, peak, max, killed } = account;
  const used = t('limits.kib', { count: count(current) });
  const most = max === undefined ? '' : t('limits.kib', { count: count(max) });
  return html`${gauge(gaugeOf(current, peak, max), killed > 0)}
    <span>${most ? t('limits.of', { used, max: most }) : t('limits.free', { used })}</span>
    ${
      peak > current
        ? note(t('limits.peak', { peak: t('limits.kib', { count: count(peak) }) }))
        : nothing
    }
    ${killed ? note(t('limits.killed', { count: count(killed) }), true) : nothing}`;
}

function cpu({ cpu: account, microseconds }: GroupView) {
  const run = note(t('limits.run', { milliseconds: count(Math.round(microseconds / 1000)) }));
  if (!account) return run;
  const { weight, quota, period, periods, throttled, waits } = account;
  if (quota === undefined || period === undefined)
    return html`<span>${t('limits.weight', { weight })}</span> ${run}`;
  const share = (100 * Math.min(quota, period)) / period;
  const cut = { throttled: count(throttled), periods: count(periods) };
  const words = { quota: count(quota / 1000), period: count(period / 1000) };
  return html`${gauge({ used: share, peak: share, full: false }, false)}
    <span>${t('limits.quota', words)}</span>
    ${periods ? note(t('limits.throttled', cut)) : nothing}
    ${waits ? note(t('limits.waits')) : nothing} ${run}`;
}
