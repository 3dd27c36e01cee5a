import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../header/site-nav';
import { count } from '../page/format';
import { problemLine } from '../page/problem';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import analyzePageText from './analyze-page.css?inline';
import './instruction-table';
import { arrangements, eras, verdicts } from './protocol';
import type { Difference, FromWorker, Result, Setting, ToWorker, Verdict } from './protocol';
import { t } from './words';

const filters = [...verdicts, 'all'] as const;
type Filter = Verdict | 'all';

interface Found {
  result: Result;
  millis: number;
}

/** What differs for one reason, together. */
function byReason(differences: Difference[]) {
  const reasons = new Map<string, { names: string[]; missing: boolean; because: string }>();
  for (const { name, missing, because } of differences) {
    const known = reasons.get(because);
    if (known) known.names.push(name);
    else reasons.set(because, { names: [name], missing, because });
  }
  return [...reasons.values()];
}

/** Runs every instruction in this browser, and tells which a hypervisor cannot see. */
@customElement('analyze-page')
export class AnalyzePage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(analyzePageText)];

  @state() private setting: Setting = { era: 'classic', segments: 'original' };
  @state() private filter: Filter = 'lies';
  @state() private found: Found | null = null;
  @state() private progress: { done: number; rows: number } | null = null;
  @state() private problem = '';
  /** What has been run stays: it would come to the same. */
  readonly #kept = new Map<string, Found>();
  #worker: Worker | null = null;
  #run = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL('./analyze.worker.ts', import.meta.url), {
      type: 'module',
      name: 'analyze',
    });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    this.#worker.onerror = (event) => (this.problem = event.message);
    this.#analyze();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#worker?.terminate();
  }

  protected override render() {
    return html`<site-nav here="/analyze"></site-nav>
      <h1>${t('analyze.title')}</h1>
      <p class="lead">${t('analyze.lead')}</p>
      ${this.#options()}
      <p role="status" class="status">${this.#status()}</p>
      ${this.problem ? problemLine(t('analyze.problem', { reason: this.problem })) : nothing}
      ${this.found ? this.#result(this.found.result) : nothing}
      <section>
        <h2>${t('analyze.how')}</h2>
        <p>${t('analyze.how-1')}</p>
        <p>${t('analyze.how-2')}</p>
        <p>${t('analyze.how-3')}</p>
      </section>`;
  }

  #options() {
    return html`<div class="options" role="group" aria-label=${t('analyze.options')}>
      ${this.#choice(
        t('analyze.era'),
        eras.map((era) => ({
          text: t(`analyze.era.${era}`),
          pressed: this.setting.era === era,
          take: () => this.#set({ ...this.setting, era }),
        })),
      )}
      ${this.#choice(
        t('analyze.segments'),
        arrangements.map((segments) => ({
          text: t(`analyze.segments.${segments}`),
          pressed: this.setting.segments === segments,
          take: () => this.#set({ ...this.setting, segments }),
        })),
      )}
    </div>`;
  }

  #choice(name: string, ways: { text: unknown; pressed: boolean; take: () => void }[]) {
    return html`<div class="choice">
      <span class="name" aria-hidden="true">${name}</span>
      <span class="seg" role="group" aria-label=${name}
        >${ways.map(
          ({ text, pressed, take }) =>
            html`<button aria-pressed=${pressed} @click=${take}>${text}</button>`,
        )}</span
      >
    </div>`;
  }

  #status(): string {
    if (this.problem) return '';
    if (!this.found)
      return this.progress ? t('analyze.running', this.progress) : t('analyze.loading');
    const { result, millis } = this.found;
    return t('analyze.done', {
      rows: result.rows,
      runs: count(result.runs),
      seconds: (millis / 1000).toFixed(1),
      shown: this.#shown(result).length,
      all: result.instructions.length,
    });
  }

  #shown({ instructions }: Result) {
    return instructions.filter(({ verdict }) => this.filter === 'all' || verdict === this.filter);
  }

  #result(result: Result) {
    const { list, confirmed, differences } = result.robinIrvine;
    return html`${this.#choice(
        t('analyze.show'),
        filters.map((filter) => ({
          text: html`${t(`analyze.show.${filter}`)}
            <span class="n">${this.#number(result, filter)}</span>`,
          pressed: this.filter === filter,
          take: () => (this.filter = filter),
        })),
      )}
      <p class="about">${t(`analyze.about.${this.filter}`)}</p>
      <instruction-table .instructions=${this.#shown(result)}></instruction-table>
      ${
        this.filter === 'refused'
          ? html`<ul>
              ${result.refused.map(
                ({ name, reason }) => html`<li><code>${name}</code>: ${reason}</li>`,
              )}
            </ul>`
          : nothing
      }
      <section id="beside">
        <h2>${t('analyze.beside')}</h2>
        <p>${t('analyze.beside-text', { list: list.length, confirmed: confirmed.length })}</p>
        <dl>
          ${byReason(differences).map(
            ({ names, missing, because }) =>
              html`<div>
                <dt>
                  ${names.map((name) => html`<code>${name}</code> `)}<span
                    >${t(missing ? 'analyze.missing' : 'analyze.extra')}</span
                  >
                </dt>
                <dd>${because}</dd>
              </div>`,
          )}
        </dl>
      </section>`;
  }

  #number(result: Result, filter: Filter): number {
    return result.instructions.filter(({ verdict }) => filter === 'all' || verdict === filter)
      .length;
  }

  #set(setting: Setting): void {
    this.setting = setting;
    this.#analyze();
  }

  #analyze(): void {
    this.#run++;
    this.problem = '';
    this.progress = null;
    this.found = this.#kept.get(this.#key(this.setting)) ?? null;
    if (this.found) return;
    const order: ToWorker = { id: this.#run, ...this.setting };
    this.#worker?.postMessage(order);
  }

  #key({ era, segments }: Setting): string {
    return `${era} ${segments}`;
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'result') this.#kept.set(this.#key(message.result), message);
    if (message.id !== this.#run) return;
    switch (message.kind) {
      case 'progress':
        this.progress = message;
        return;
      case 'result':
        this.found = message;
        return;
      case 'failed':
        this.problem = message.text;
    }
  }
}
