import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LabMachine } from '../lab/machine';
import { t } from '../messages/text';
import { count } from '../page/format';
import { icon } from '../page/icons';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api } from '../server/api';
import { base } from '../style/base';
import { mips, replayHere, type Side } from './side';
import serverPanelText from './server-panel.css?inline';

/**
 * The same log replayed here and by the server: the digests say whether it was the same machine.
 */
@customElement('server-panel')
export class ServerPanel extends LitElement {
  static override styles = [base, unsafeCSS(serverPanelText)];

  readonly #work = new Work(this);
  @property({ attribute: false }) machine: LabMachine | null = null;
  @state() private here: Side | null = null;
  @state() private there: Side | null = null;
  @state() private warning = '';

  protected override render() {
    const { here, there } = this;
    return html`<p>${t('runs.lead')}</p>
      <button class="btn" aria-disabled=${this.#work.busy || !this.machine} @click=${this.#run}>
        ${icon('play')}${t(this.#work.busy ? 'runs.busy' : 'runs.run')}
      </button>
      ${problemLine(this.#work.problem)}
      <div role="status">
        ${
          here && there ? this.#verdict(here.digest === there.digest) : nothing
        }${this.warning ? html`<p class="note">${this.warning}</p>` : nothing}
      </div>
      ${
        here
          ? html`<table>
                <thead>
                  <tr>
                    <th><span class="visually-hidden">${t('runs.measure')}</span></th>
                    <th scope="col">
                      ${t('runs.browser')}${
                        this.machine?.simulator.engine
                          ? html`<br /><span class="faint"
                                >${t(`engine.${this.machine.simulator.engine}`)}</span
                              >`
                          : nothing
                      }
                    </th>
                    <th scope="col">
                      ${t('runs.server')}<br /><span class="faint">${t('engine.jvm')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  ${this.#line(
                    t('runs.digest'),
                    here,
                    there,
                    (side) => html`<code title=${side.digest}>${side.digest.slice(0, 12)}</code>`,
                  )}
                  ${this.#line(t('runs.steps'), here, there, (side) => count(side.steps))}
                  ${this.#line(t('runs.instructions'), here, there, (side) =>
                    count(side.instructions),
                  )}
                  ${this.#line(t('runs.speed'), here, there, speed)}
                </tbody>
              </table>
              <p>${t('runs.step-or-instruction')}</p>`
          : nothing
      }`;
  }

  #verdict(equal: boolean) {
    return html`<p class="verdict ${equal ? 'ka' : 'kf'}">
      ${icon(equal ? 'tick' : 'cross')}<span>${t(equal ? 'runs.equal' : 'runs.different')}</span>
    </p>`;
  }

  #line(name: string, here: Side, there: Side | null, shown: (side: Side) => unknown) {
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${shown(here)}</td>
      <td>${there ? shown(there) : this.#work.busy ? '…' : '–'}</td>
    </tr>`;
  }

  readonly #run = async (): Promise<void> => {
    const machine = this.machine;
    if (!machine) return;
    await this.#work.run(async () => {
      this.there = null;
      this.warning = '';
      const { log = [] } = await machine.simulator.request({ do: 'log' });
      this.here = await replayHere(machine, log);
      const { warning, steps, instructions, digest, wallMillis } = await api.run({
        scenario: machine.seeded,
        log,
        ...(machine.lessonId ? { lesson: machine.lessonId } : {}),
      });
      this.there = { steps, instructions, digest, millis: wallMillis };
      this.warning = warning ?? '';
    });
  };
}

function speed(side: Side): string {
  const value = mips(side);
  return value === null
    ? t('runs.too-short')
    : t('runs.mips', { mips: value.toFixed(value > 10 ? 0 : 2) });
}
