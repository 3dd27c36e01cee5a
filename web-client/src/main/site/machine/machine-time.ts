import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from './words';
import { base } from '../style/base';
import { MachineProblem, type MachineHost } from './machine-host';
import './machine-marks';
import { reasons } from './marks';
import type { CodeLine, Mark, Move, Status, Success, Writer } from './protocol';
import machineTimeText from './machine-time.css?inline';

const second = 1000;
const everything = Number.MAX_SAFE_INTEGER;
const sizes = [1, 2, 4, 8, 16];

/** What is asked about memory. */
interface Place {
  address: number;
  bytes: number;
}

const seconds = (millis: number) => (millis / second).toFixed(3);
const count = (value: number) => value.toLocaleString('en');
const hex = (value: number) => `0x${value.toString(16).toUpperCase()}`;

/** Walks a PC back and on again, and asks who touched its memory. */
@customElement('machine-time')
export class MachineTime extends LitElement {
  static override styles = [base, unsafeCSS(machineTimeText)];
  @property({ attribute: false }) host!: MachineHost;
  @property({ attribute: false }) status: Status | null = null;
  @property({ attribute: false }) marks: Mark[] = [];
  @state() private next: CodeLine = null;
  @state() private searchedTo: number | null = null;
  @state() private writer: Writer | null = null;
  @state() private said = '';
  @state() private watched: Place | null = null;
  @query('#address') private address!: HTMLInputElement;
  @query('#bytes') private bytes!: HTMLSelectElement;
  /** The step whose next instruction is known; none while the PC runs. */
  #known = -1;
  #moving: Promise<void> = Promise.resolve();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('host')) {
      this.#known = -1;
      this.writer = this.watched = this.searchedTo = null;
      this.said = '';
    }
    void this.#look();
  }

  /** What comes next is asked once, where the PC stands still. */
  async #look(): Promise<void> {
    const { host, status } = this;
    if (!status || host.running) {
      this.#known = -1;
      return;
    }
    if (this.#known === status.step || host.searching) return;
    this.#known = status.step;
    const { next } = await host.request({ do: 'next' });
    if (this.#known === status.step) this.next = next ?? null;
  }

  protected override render() {
    const { status, host } = this;
    if (!status) return nothing;
    const still = !host.running;
    const past = status.step > 0;
    return html`<section aria-labelledby="past">
      <h2 id="past">${t('machine.past')}</h2>
      <p class="about" id="past-about">${t('machine.past-about')}</p>
      <label for="moment">${t('machine.moment')}</label>
      <input
        id="moment"
        type="range"
        min="0"
        max=${status.lastMillis}
        .value=${String(Math.min(status.millis, status.lastMillis))}
        aria-valuetext=${this.#spoken(status)}
        aria-describedby="past-about"
        @change=${this.#slide}
        @keydown=${this.#slideKey}
      />
      <machine-marks .host=${host} .status=${status} .marks=${this.marks} .go=${this.#go}>
        <div class="row" role="group" aria-label=${t('machine.past')}>
          <button
            class="btn"
            ?disabled=${!past}
            @click=${() => this.#move({ do: 'seek', millis: Math.max(0, status.millis - second) })}
          >
            ${t('machine.back-second')}
          </button>
          <button
            class="btn"
            ?disabled=${!past}
            @click=${() => this.#move({ do: 'seek', step: status.step - 1 })}
          >
            ${t('machine.back-step')}
          </button>
          <button
            class="btn"
            ?disabled=${status.stopped}
            @click=${() => this.#move({ do: 'run', steps: 1, untilMillis: everything })}
          >
            ${t('machine.on-step')}
          </button>
          <button
            class="btn"
            ?disabled=${status.step >= status.lastStep}
            @click=${() => this.#move({ do: 'seek', step: status.lastStep })}
          >
            ${t('machine.latest')}
          </button>
        </div>
        <p class="now">${still && this.next ? this.#nextLine(status) : this.#place(status)}</p>
      </machine-marks>
      <details>
        <summary>${t('machine.touches')}</summary>
        ${this.#touches()}
      </details>
    </section>`;
  }

  #touches() {
    const { writer, watched } = this;
    const searching = this.host.searching;
    return html`<form class="row" @submit=${this.#who}>
        <div class="field">
          <label for="address">${t('machine.address')}</label
          ><input
            id="address"
            value="7C00"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="touch-about"
          />
        </div>
        <div class="field">
          <label for="bytes">${t('machine.bytes')}</label
          ><select id="bytes">
            ${sizes.map((size) => html`<option ?selected=${size === 4}>${size}</option>`)}
          </select>
        </div>
        <button class="btn" ?disabled=${searching}>${t('machine.who')}</button>
        <button type="button" class="btn" ?disabled=${searching} @click=${() => this.#runTo(false)}>
          ${t('machine.until-write')}
        </button>
        <button type="button" class="btn" ?disabled=${searching} @click=${() => this.#runTo(true)}>
          ${t('machine.until-touch')}
        </button>
      </form>
      <p class="about" id="touch-about">${t('machine.touch-about')}</p>
      <p class="found" role="status">
        ${
          this.searchedTo !== null
            ? t('machine.searching', { step: count(this.searchedTo) })
            : writer
              ? this.#written(writer)
              : watched
                ? t(this.status?.touched ? 'machine.touched' : 'machine.watching', {
                    bytes: watched.bytes,
                    address: hex(watched.address),
                  })
                : this.said
        }
      </p>
      <div class="row">
        ${
          this.searchedTo !== null
            ? html`<button class="btn" @click=${this.#stopSearch}>
                ${t('machine.stop-search')}
              </button>`
            : writer
              ? html`<button
                  class="btn"
                  @click=${() => this.#move({ do: 'seek', step: writer.step - 1 })}
                >
                  ${t('machine.go-there')}
                </button>`
              : watched
                ? html`<button class="btn" @click=${this.#unwatch}>${t('machine.unwatch')}</button>`
                : nothing
        }
      </div>`;
  }

  #place(status: Status): string {
    return t('machine.at', {
      seconds: seconds(status.millis),
      step: count(status.step),
      last: count(status.lastStep),
    });
  }

  #spoken(status: Status): string {
    const mark = this.marks.find(({ step }) => step === status.step);
    return mark ? `${this.#place(status)}. ${reasons(mark)}` : this.#place(status);
  }

  #nextLine(status: Status): string {
    return t('machine.at-next', {
      seconds: seconds(status.millis),
      step: count(status.step),
      last: count(status.lastStep),
      cpl: status.cpl,
      ...this.#code(this.next),
    });
  }

  #code(line: CodeLine): { address: string; instruction: string } {
    return { address: line?.address ?? '', instruction: line?.text ?? '' };
  }

  #written(writer: Writer): string {
    return t(writer.delivery ? 'machine.written-delivery' : 'machine.written', {
      seconds: seconds(writer.millis),
      step: count(writer.step),
      cpl: writer.cpl,
      ...this.#code(writer.next),
    });
  }

  readonly #slide = (event: Event): void => {
    const millis = Number((event.target as HTMLInputElement).value);
    const latest = this.status !== null && millis >= this.status.lastMillis;
    void this.#move(latest ? { do: 'seek', step: this.status!.lastStep } : { do: 'seek', millis });
  };

  /** As on the lab's line of time, pages are marks. */
  readonly #slideKey = (event: KeyboardEvent): void => {
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
    event.preventDefault();
    this.#go({ forward: event.key === 'PageUp' });
  };

  readonly #go = (where: { step: number } | { forward: boolean }): void =>
    void this.#move({ do: 'seek', ...where });

  /** One after the other, however fast the button is pressed. */
  #move(move: Move): Promise<void> {
    const { host } = this;
    this.#moving = this.#moving.then(() => host.move(move)).catch(() => undefined);
    return this.#moving;
  }

  #asked(): Place | null {
    const text = this.address.value.trim().replace(/^0x/i, '');
    if (!/^[0-9a-f]{1,8}$/i.test(text)) {
      this.#say(t('machine.bad-address'));
      return null;
    }
    return { address: parseInt(text, 16), bytes: Number(this.bytes.value) };
  }

  #say(text: string): void {
    this.writer = this.watched = null;
    this.said = text;
  }

  readonly #refused = (reason: unknown): void => {
    this.#found();
    if (!(reason instanceof MachineProblem)) throw reason;
    // Somebody let the machine go on, which ends a search.
    const { message } = reason;
    if (message === 'error.machine.search') this.#say('');
    else if (message === 'error.machine.two-pages') this.#say(t('machine.two-pages'));
    else if (message === 'error.machine.host') this.#say(t('machine.host'));
    else this.#say(t('machine.no-memory'));
  };

  readonly #who = (event: Event): void => {
    event.preventDefault();
    const place = this.#asked();
    if (place) void this.#search(place).catch(this.#refused);
  };

  /** The machine stands still while it is looked through, piece by piece. */
  async #search(place: Place): Promise<void> {
    const { host } = this;
    host.searching = true;
    host.run(false);
    let answer: Success = await host.request({ do: 'writer', ...place });
    this.searchedTo = answer.searchedTo ?? 0;
    while (!answer.done) {
      answer = await host.request({ do: 'search' });
      if (this.searchedTo === null || host !== this.host) return;
      this.searchedTo = answer.searchedTo ?? 0;
    }
    this.#found();
    this.#say(answer.writer ? '' : t('machine.unwritten'));
    this.writer = answer.writer ?? null;
    await host.readMarks(Number.MAX_SAFE_INTEGER);
  }

  #found(): void {
    this.searchedTo = null;
    this.host.searching = false;
  }

  /** Any other request ends the search and leads back to where it began. */
  readonly #stopSearch = async (): Promise<void> => {
    this.#found();
    this.said = '';
    await this.host.request({ do: 'next' });
  };

  async #runTo(reads: boolean): Promise<void> {
    const place = this.#asked();
    if (!place) return;
    const { host } = this;
    try {
      await host.request({ do: 'watch', ...place, reads });
      this.writer = null;
      this.watched = place;
      host.run(true);
    } catch (reason) {
      this.#refused(reason);
    }
  }

  readonly #unwatch = async (): Promise<void> => {
    await this.host.request({ do: 'watch', address: 0, bytes: 0, reads: false });
    this.#say('');
  };
}
