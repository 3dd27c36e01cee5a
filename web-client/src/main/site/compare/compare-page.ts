import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import twoPrograms from '../../../../../lessons/course/lib/two-programs.asm?raw';
import hangs from '../../../../../lessons/course/virtualization/unvirtualizable/guest-a.asm?raw';
import '../header/site-nav';
import { count } from '../page/format';
import { problemLine } from '../page/problem';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import text from './compare-page.css?inline';
import { bootCells, bootHeads, differs, held, inTheLab } from './beside';
import { along, byReason, cycles } from './pictures';
import { cyclesOf, exitsOf, profile, sum } from './profile';
import {
  ways,
  type FromWorker,
  type InTheLab,
  type Outcome,
  type ToWorker,
  type Way,
} from './protocol';
import { t } from './words';

const kernels = { 'two-programs': twoPrograms, unvirtualizable: hangs };
type Kernel = keyof typeof kernels | 'own';
const choices: Kernel[] = ['two-programs', 'unvirtualizable', 'own'];
const forms = ['picture', 'table'] as const;
const mostText = 65_536;

/** One kernel on a machine of its own and under each technique, counted in this browser. */
@customElement('compare-page')
export class ComparePage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(text)];

  @state() private kernel: Kernel = 'two-programs';
  @state() private own = twoPrograms;
  @state() private form: (typeof forms)[number] = 'picture';
  @state() private outcomes = new Map<Way, Outcome | null>();
  @state() private labs = new Map<Way, InTheLab>();
  @state() private csv = '';
  @state() private refused = '';
  @state() private failed = '';
  #worker: Worker | null = null;
  #run = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const wanted = new URLSearchParams(location.hash.slice(1)).get('kernel');
    if (wanted === 'unvirtualizable') this.kernel = wanted;
    this.#worker = new Worker(new URL('./compare.worker.ts', import.meta.url), {
      type: 'module',
      name: 'compare',
    });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    this.#worker.onerror = (event) => (this.failed = event.message);
    this.#compare();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#worker?.terminate();
  }

  #compare(): void {
    this.outcomes = new Map();
    this.labs = new Map();
    this.csv = this.refused = this.failed = '';
    const guest = this.kernel === 'own' ? this.own : kernels[this.kernel];
    this.#worker?.postMessage({ id: ++this.#run, guest } satisfies ToWorker);
  }

  #receive(message: FromWorker): void {
    if (message.id !== this.#run) return;
    if (message.kind === 'outcome')
      this.outcomes = new Map(this.outcomes).set(message.way, message.outcome);
    else if (message.kind === 'lab') this.labs = new Map(this.labs).set(message.way, message.lab);
    else if (message.kind === 'done') this.csv = message.csv;
    else this[message.kind] = message.text;
  }

  #choose(kernel: Kernel): void {
    this.kernel = kernel;
    history.replaceState(null, '', kernel === 'unvirtualizable' ? `#kernel=${kernel}` : '#');
    if (kernel !== 'own') this.#compare();
  }

  protected override render() {
    return html`<site-nav here="/compare"></site-nav>
      <h1>${t('compare.title')}</h1>
      <p class="lead">${t('compare.lead')}</p>
      ${this.#options()} ${this.kernel === 'own' ? this.#editor() : nothing}
      <p role="status" class="status">${this.#status()}</p>
      ${this.refused ? problemLine(t('compare.problem', { reason: this.refused })) : nothing}
      ${this.failed ? problemLine(t('compare.failed', { reason: this.failed })) : nothing}
      ${this.outcomes.size ? this.#results() : nothing} ${this.#below()}`;
  }

  #options() {
    return html`<div class="options">
      <span class="choice">
        <span class="name" aria-hidden="true">${t('compare.kernel')}</span>
        <span class="seg" role="group" aria-label=${t('compare.kernel')}
          >${choices.map(
            (kernel) =>
              html`<button
                aria-pressed=${this.kernel === kernel}
                @click=${() => this.#choose(kernel)}
              >
                ${t(`compare.kernel.${kernel}`)}
              </button>`,
          )}</span
        >
      </span>
      <span class="choice end">
        <span class="seg" role="group" aria-label=${t('compare.form')}
          >${forms.map(
            (form) =>
              html`<button aria-pressed=${this.form === form} @click=${() => (this.form = form)}>
                ${t(`compare.form.${form}`)}
              </button>`,
          )}</span
        >
        ${
          this.csv
            ? html`<a
                class="btn"
                download="cloister-compare.csv"
                href=${`data:text/csv;charset=utf-8,${encodeURIComponent(this.csv)}`}
                >${t('compare.csv')}</a
              >`
            : nothing
        }
      </span>
    </div>`;
  }

  #editor() {
    return html`<section class="own">
      <p>${t('compare.own')}</p>
      <textarea
        rows="14"
        spellcheck="false"
        autocapitalize="off"
        maxlength=${mostText}
        aria-label=${t('compare.script')}
        .value=${this.own}
        @input=${(event: InputEvent) => (this.own = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <button class="btn solid" @click=${() => this.#compare()}>${t('compare.own.run')}</button>
      <span class="soft">${t('compare.own.bytes', { count: count(this.own.length) })}</span>
    </section>`;
  }

  #status(): string {
    if (this.refused || this.failed) return '';
    const bare = this.outcomes.get('bare');
    if (!bare) return t('compare.loading');
    const next = ways[this.outcomes.size];
    if (next)
      return t('compare.running', {
        way: t(`compare.way.${next}`),
        done: this.outcomes.size,
        all: ways.length,
      });
    return t(bare.end === 'running' ? 'compare.done-running' : 'compare.done', {
      instructions: count(bare.instructions),
    });
  }

  #results() {
    const known = [...this.outcomes.values()].filter((outcome) => outcome !== null);
    const reasons = [
      ...new Set(
        known.flatMap((outcome) => Object.keys(outcome.exits).filter((r) => outcome.exits[r])),
      ),
    ];
    return this.form === 'table' ? this.#table(known, reasons) : this.#picture(known, reasons);
  }

  #picture(known: Outcome[], reasons: string[]) {
    const whole = known[0]?.instructions ?? 1;
    const mostAlong = Math.max(1, ...known.flatMap(({ along }) => along));
    const mostFor = Math.max(1, ...known.flatMap(({ exits }) => Object.values(exits)));
    const mostCycles = Math.max(1, ...known.map((outcome) => sum(cyclesOf(outcome))));
    return html`<div class="ways">
      <div class="heads" aria-hidden="true">
        <span>${t('compare.technique')}</span><span>${t('compare.along')}</span
        ><span>${t('compare.by-reason')}</span><span>${t('compare.cycles')}</span>
      </div>
      ${[...this.outcomes].map(
        ([way, outcome]) =>
          html`<section class="way ${way}" aria-label=${t(`compare.way.${way}`)}>
            ${this.#head(way, outcome)}
            ${
              outcome
                ? html`<div>${along(outcome, whole, mostAlong)}</div>
                    <div>
                      ${
                        way === 'bare'
                          ? html`<p class="soft">${t('compare.no-hypervisor')}</p>`
                          : byReason(outcome, reasons, mostFor)
                      }
                    </div>
                    <div>${cycles(outcome, mostCycles)}</div>`
                : nothing
            }
          </section>`,
      )}
    </div>`;
  }

  #head(way: Way, outcome: Outcome | null) {
    return html`<div class="head">
      <h2>${t(`compare.way.${way}`)}</h2>
      <p class="soft">${t(`compare.where.${way}`)}</p>
      ${
        outcome
          ? html`<p class="like ${outcome.likeness}">${t(`compare.like.${outcome.likeness}`)}</p>
              ${
                outcome.parting
                  ? html`<p class="lies">
                      ${t('compare.parts-at', {
                        mnemonic: outcome.parting.mnemonic,
                        instruction: count(outcome.parting.instruction),
                      })}
                    </p>`
                  : nothing
              }
              <p class="soft">${t(`compare.end.${outcome.end}`)}</p>
              ${differs(outcome, this.labs.get(way))} ${held(outcome)}
              <details>
                <summary>${t('compare.console')}</summary>
                <pre>${outcome.console || t('compare.console.nothing')}</pre>
              </details>
              ${inTheLab(this.labs.get(way))}`
          : html`<p>${t('compare.not-built')}</p>`
      }
    </div>`;
  }

  #table(known: Outcome[], reasons: string[]) {
    return html`<div
      class="scroll"
      tabindex="0"
      role="region"
      aria-label=${t('compare.form.table')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">${t('compare.technique')}</th>
            <th scope="col">${t('compare.table.like')}</th>
            <th scope="col">${t('compare.table.end')}</th>
            <th scope="col">${t('compare.table.instructions')}</th>
            <th scope="col">${t('compare.table.others')}</th>
            <th scope="col">${t('compare.table.crossings')}</th>
            <th scope="col">${t('compare.table.exits')}</th>
            ${reasons.map(
              (reason) =>
                html`<th scope="col">
                  ${t(`compare.reason.${reason}` as 'compare.reason.page')}
                </th>`,
            )}
            <th scope="col">${t('compare.table.cycles')}</th>
            ${bootHeads()}
          </tr>
        </thead>
        <tbody>
          ${known.map(
            (outcome) =>
              html`<tr>
                <th scope="row">${t(`compare.way.${outcome.way}`)}</th>
                <td>${t(`compare.like.${outcome.likeness}`)}</td>
                <td>${t(`compare.end.${outcome.end}`)}</td>
                <td class="n">${count(outcome.instructions)}</td>
                <td class="n">${count(outcome.others)}</td>
                <td class="n">${count(outcome.crossings)}</td>
                <td class="n">${count(exitsOf(outcome))}</td>
                ${reasons.map(
                  (reason) => html`<td class="n">${count(outcome.exits[reason] ?? 0)}</td>`,
                )}
                <td class="n">${count(sum(cyclesOf(outcome)))}</td>
                ${bootCells(outcome)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #below() {
    const parting = this.outcomes.get('trap-and-emulate')?.parting;
    const rows = [
      ['instruction', profile.instruction],
      ['gate', profile.gate],
      ['exit', profile.exit],
    ] as const;
    return html`${
        parting
          ? html`<p class="parting">
              ${t('compare.parting', { ...parting, instruction: count(parting.instruction) })}
            </p>`
          : nothing
      }
      <section class="read">
        <h2>${t('compare.read')}</h2>
        <p>${t('compare.read-1')}</p>
        <p>${t('compare.read-2')}</p>
        <p>${t('compare.read-3')}</p>
        <p>${t('compare.read-4')}</p>
      </section>
      <section>
        <h2>${t('compare.profile')}</h2>
        <table class="costs">
          <thead>
            <tr>
              <th scope="col">${t('compare.profile.event')}</th>
              <th scope="col" class="n">${t('compare.profile.cycles')}</th>
              <th scope="col">${t('compare.profile.source')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([event, value]) =>
                html`<tr>
                  <td>${t(`compare.profile.${event}`)}</td>
                  <td class="n">${count(value)}</td>
                  <td>${t(`compare.profile.${event}.source`)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        <p class="soft">${t('compare.profile.note')}</p>
      </section>`;
  }
}
