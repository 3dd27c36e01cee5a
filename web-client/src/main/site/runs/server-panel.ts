import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LogEntry } from '../simulator/protocol';
import { Simulator } from '../simulator/simulator';
import { api, Problem, type RunResult } from '../server/api';
import { t } from '../messages/text';
import { count } from '../page/format';
import { icon } from '../page/icons';
import { base } from '../style/base';
import type { LabMachine } from '../lab/machine';

interface Side { instructions: number; digest: string; millis: number }

/** The same log replayed here and by the server: the digests say whether it was the same machine. */
@customElement('server-panel')
export class ServerPanel extends LitElement {
  static override styles = [base, css`
    :host { padding: var(--s3) var(--s4); overflow: hidden auto; min-height: 0; font-size: var(--t2); line-height: 20px; }
    p { color: var(--soft); margin-bottom: var(--s3); }
    table { width: 100%; border-collapse: collapse; margin: var(--s3) 0; table-layout: fixed; } th, td { text-align: left; font-weight: 400; padding: 4px var(--s2) 4px 0; border-top: 1px solid var(--rule); vertical-align: baseline; overflow-wrap: anywhere; } thead th { color: var(--faint); border: 0; } tbody th { color: var(--faint); width: 92px; } thead th:first-child { width: 92px; }
    .verdict { display: flex; gap: var(--s2); font-weight: 600; margin: var(--s3) 0 0; } .verdict.ka { color: var(--allow); } .verdict.kf { color: var(--fault); }
    td code { font-size: 12px; }
  `];

  @property({ attribute: false }) machine: LabMachine | null = null;
  @state() private busy = false;
  @state() private problem = '';
  @state() private here: Side | null = null;
  @state() private there: RunResult | null = null;

  protected override render() {
    const equal = this.here && this.there ? this.here.digest === this.there.digest : null;
    return html`<p>${t('runs.lead')}</p>
      <button class="btn" ?disabled=${this.busy || !this.machine} @click=${this.#run}>${icon('play')}${t(this.busy ? 'runs.busy' : 'runs.run')}</button>
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}
      <div role="status">${equal === null ? nothing : html`<p class="verdict ${equal ? 'ka' : 'kf'}">${icon(equal ? 'tick' : 'cross')}${t(equal ? 'runs.equal' : 'runs.different')}</p>`}</div>
      ${this.here ? html`<table><thead><tr><th><span class="visually-hidden">${t('runs.measure')}</span></th><th scope="col">${t('runs.browser')}${this.machine?.simulator.engine ? html`<br><span class="faint">${t(`engine.${this.machine.simulator.engine}`)}</span>` : nothing}</th><th scope="col">${t('runs.server')}<br><span class="faint">${t('engine.jvm')}</span></th></tr></thead><tbody>
        ${this.#line(t('runs.instructions'), count(this.here.instructions), this.there ? count(this.there.instructions) : '…')}
        ${this.#line(t('runs.time'), millis(this.here.millis), this.there ? millis(this.there.wallMillis) : '…')}
        ${this.#line(t('runs.speed'), speed(this.here.instructions, this.here.millis), this.there ? speed(this.there.instructions, this.there.wallMillis) : '…')}
        <tr><th scope="row">${t('runs.digest')}</th><td><code title=${this.here.digest}>${this.here.digest.slice(0, 16)}</code></td><td><code title=${this.there?.digest ?? ''}>${this.there?.digest.slice(0, 16) ?? '…'}</code></td></tr></tbody></table>
` : nothing}`;
  }

  #line(name: string, a: string, b: string) {
    return html`<tr><th scope="row">${name}</th><td>${a}</td><td>${b}</td></tr>`;
  }

  readonly #run = async (): Promise<void> => {
    const machine = this.machine;
    if (!machine || this.busy) return;
    this.busy = true;
    this.problem = '';
    this.there = null;
    try {
      const log = (await machine.simulator.request({ do: 'log' })).log ?? [];
      this.here = await replay(machine, log);
      this.there = await api.run({ scenario: machine.scenario, log, ...(machine.lessonId ? { lesson: machine.lessonId } : {}) });
    } catch (problem) {
      this.problem = problem instanceof Problem ? (problem.away ? t('server.away') : problem.message || t('server.failed', { status: problem.status })) : String(problem);
    } finally {
      this.busy = false;
    }
  };
}

/** Both sides do the same work: the whole log again, from the start, in a simulator of its own. */
async function replay(machine: LabMachine, log: LogEntry[]): Promise<Side> {
  const again = new Simulator();
  try {
    await again.request({ do: 'view' }).catch(() => undefined);
    const opened = await again.request(machine.openRequest(log));
    const digest = await again.request({ do: 'digest' });
    return { instructions: again.view?.instructions ?? 0, digest: digest.digest ?? '', millis: opened.millis };
  } finally {
    again.close();
  }
}

const millis = (value: number): string => t('runs.millis', { millis: value < 10 ? value.toFixed(1) : count(Math.round(value)) });
const speed = (instructions: number, value: number): string => t('runs.mips', { mips: value > 0 ? (instructions / value / 1000).toFixed(instructions / value > 10_000 ? 0 : 2) : '–' });
