import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { base } from '../style/base';
import { whyTable } from '../why/why-table';
import whyCardText from '../why/why-card.css?inline';
import { MachineProblem, type MachineHost } from './machine-host';
import type { Halt, Refusal, Status } from './protocol';
import { isPageKey } from './page-key';
import { t } from './words';
import machineWhyText from './machine-why.css?inline';

const count = (value: number) => value.toLocaleString('en');

/** Why the PC's software was refused where it stands, or why it goes no further. */
@customElement('machine-why')
export class MachineWhy extends LitElement {
  static override styles = [base, unsafeCSS(whyCardText), unsafeCSS(machineWhyText)];
  @property({ attribute: false }) host!: MachineHost;
  @property({ attribute: false }) status: Status | null = null;
  @state() private refusals: Refusal[] = [];
  @state() private halt: Halt | null = null;
  @state() private searchedTo: number | null = null;
  @state() private said = '';
  @query('ol') private list!: HTMLElement | null;
  /** Whether what is found next is what was looked for, and gets the focus. */
  #sought = false;
  /** The step that was asked about; none while the PC runs. */
  #known = -1;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('host')) {
      this.#forget();
      this.searchedTo = null;
    }
    void this.#look();
  }

  protected override updated(): void {
    if (!this.#sought || !this.list) return;
    this.#sought = false;
    this.list.focus();
  }

  #forget(): void {
    this.#known = -1;
    this.refusals = [];
    this.halt = null;
    this.said = '';
  }

  /** What the PC stands at is asked once; a card stays while its exception is delivered. */
  async #look(): Promise<void> {
    const { host, status } = this;
    if (!status || (host.running && !status.stopped)) {
      if (this.#known >= 0) this.#forget();
      return;
    }
    if (this.#known === status.step || host.searching || status.exits) return;
    const delivers = this.refusals.at(-1)?.step === status.step - 1;
    this.#known = status.step;
    const asks = status.refused || status.gotNowhere || status.stopped || delivers;
    const answer = asks ? await host.request({ do: 'why' }).catch(this.#failed) : null;
    if (this.#known !== status.step) return;
    this.refusals = answer?.why ?? [];
    this.halt = answer?.halt ?? null;
  }

  readonly #failed = (reason: unknown): null => {
    if (!(reason instanceof MachineProblem)) throw reason;
    // Somebody let the machine go on, which ends a search.
    if (reason.message === 'error.machine.search') return null;
    this.said = t('machine.why-failed', { reason: reason.message });
    return null;
  };

  protected override render() {
    const { status, refusals } = this;
    if (!status) return nothing;
    const searching = this.searchedTo !== null;
    return html`<section class="ask" aria-labelledby="why">
      <h2 id="why">${t('machine.why')}</h2>
      <p class="about" id="why-about">${t('machine.why-about')}</p>
      <div class="row">
        ${
          searching
            ? html`<button class="btn" @click=${this.#stop}>${t('machine.stop-search')}</button>`
            : html`<button
                class="btn"
                ?disabled=${status.step === 0 || status.exits !== undefined || this.host.searching}
                aria-keyshortcuts="w"
                aria-describedby="why-about"
                @click=${this.#last}
              >
                ${t('machine.why-last')} <kbd aria-hidden="true">W</kbd>
              </button>`
        }
      </div>
      <p class="note" role="status">${this.#note(status)}</p>
      ${
        refusals.length
          ? html`<ol tabindex="-1" aria-label=${t('machine.why')}>
              ${refusals.map(
                ({ card, step }, i) =>
                  html`<li aria-label=${this.#place(i, step)}>
                    ${
                      refusals.length > 1
                        ? html`<p class="note">${this.#place(i, step)}</p>`
                        : nothing
                    }
                    ${whyTable(card, this.#go)}
                  </li>`,
              )}
            </ol>`
          : nothing
      }
      ${this.halt ? this.#halted(this.halt) : nothing}
    </section>`;
  }

  #note(status: Status): string {
    if (this.searchedTo !== null)
      return t('machine.why-searching', { step: count(this.searchedTo) });
    if (status.exits) return t('machine.why-guest');
    if (this.said) return this.said;
    const { refusals } = this;
    if (refusals.length > 1) return t('machine.why-chain', { count: refusals.length });
    return refusals[0]?.card.title.text ?? '';
  }

  #place(i: number, step: number): string {
    return t('machine.why-one', { at: i + 1, count: this.refusals.length, step: count(step) });
  }

  #halted(halt: Halt) {
    return html`<p class="halt">
      ${t('machine.halt', { step: count(halt.step), if: halt.interrupts ? 1 : 0 })}
      ${t(halt.interrupts ? 'machine.halt-silent' : 'machine.halt-deaf')}
      ${
        !halt.interrupts && halt.cleared !== undefined
          ? t('machine.halt-cleared', { step: count(halt.clearedAt ?? 0), code: halt.cleared })
          : nothing
      }
    </p>`;
  }

  readonly #go = (step: number): void => void this.host.move({ do: 'seek', step });

  /** What goes to the PC, or into a field, is no key of the page. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (!isPageKey(event, 'w')) return;
    event.preventDefault();
    if (!this.host.searching && this.status?.step && !this.status.exits) this.#last();
  };

  readonly #last = (): void => {
    void this.#search()
      .catch(this.#failed)
      .finally(() => this.#ended());
  };

  #ended(): void {
    this.searchedTo = null;
    this.host.searching = false;
    this.requestUpdate();
  }

  /** The machine stands still while it is looked through, piece by piece. */
  async #search(): Promise<void> {
    const { host } = this;
    host.searching = true;
    host.run(false);
    this.said = '';
    this.searchedTo = this.status?.step ?? 0;
    let answer = await host.request({ do: 'refusal' });
    while (!answer.done) {
      answer = await host.request({ do: 'search' });
      if (this.searchedTo === null || host !== this.host) return;
      this.searchedTo = answer.searchedTo ?? 0;
    }
    this.#ended();
    if (answer.refused === undefined) {
      this.said = t('machine.why-none');
      return;
    }
    this.refusals = [];
    this.#sought = true;
    await host.move({ do: 'seek', step: answer.refused });
  }

  /** Any other request ends the search and leads back to where it began. */
  readonly #stop = async (): Promise<void> => {
    this.#ended();
    await this.host.request({ do: 'next' });
  };
}
