import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { t, type MachineMessageId } from './words';
import { problemLine } from '../page/problem';
import { base } from '../style/base';
import { fileSize } from './file-size';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import { MachineHost, MachineProblem } from './machine-host';
import './machine-panel';
import { maxMebibytes, type ImageKind, type MachineRecord, type Technique } from './protocol';
import machinePageText from './machine-page.css?inline';

const example = '/machine/examples/hello.bin';
const memories = [4, 16, 64, 128, 256],
  usual = 64;
const techniques: Technique[] = ['bare', 'vmx', 'binary-translation'];

/** The file is another than the link was made with. */
class Another extends Error {
  constructor(readonly sha256: string) {
    super(sha256);
  }
}

/** Boots a file of the learner's own, or an example, on a whole PC in this page. */
@customElement('machine-page')
export class MachinePage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(machinePageText)];
  @state() private host: MachineHost | null = null;
  /** Whose file is being read. */
  #next: MachineHost | null = null;
  @state() private problem = '';
  @state() private over = false;
  @state() private reading = false;
  @state() private booted: { name: string; kind: ImageKind; sha256: string } | null = null;
  /** What was given last, whether it boots or not. */
  @state() private chosen: { file: Blob; name: string } | null = null;
  /** Memory of the PC that runs, and of the next one. */
  @state() private has = usual;
  @state() private wanted = usual;
  /** How the PC that runs has its processor, and how the next one will. */
  @state() private runs: Technique = 'bare';
  @state() private technique: Technique = 'bare';
  @state() private record: MachineRecord | null = null;
  @query('#memory') private memory!: HTMLSelectElement;
  @query('input[type="file"]') private picker!: HTMLInputElement;

  /** The mouse was used last, not the keyboard. */
  #mouse = false;

  constructor() {
    super();
    const noted = { capture: true };
    this.addEventListener('pointerdown', (e) => (this.#mouse = e.pointerType === 'mouse'), noted);
    this.addEventListener('keydown', () => (this.#mouse = false), noted);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (location.hash.startsWith('#m=')) void this.#openLink(location.hash.slice(3));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.host?.close();
    this.#next?.close();
  }

  protected override render() {
    return html`<site-nav here="/machine"></site-nav>
      <h1>${t('machine.title')}</h1>
      <p class="lead">${t('machine.lead')}</p>
      ${
        this.record
          ? html`<p class="note hash" role="status">
              ${t('machine.wanted', { sha256: this.record.sha256, inputs: this.record.log.length })}
            </p>`
          : nothing
      }
      <section
        class="choose"
        aria-label=${t('machine.choose')}
        data-over=${this.over}
        @dragover=${this.#dragOver}
        @dragleave=${() => (this.over = false)}
        @drop=${this.#drop}
      >
        <div class="row">
          <input
            type="file"
            id="file"
            class="visually-hidden"
            aria-describedby="file-note"
            @change=${this.#picked}
          /><label for="file" class="btn solid">${t('machine.choose-file')}</label>
          <p id="file-note">${t('machine.file', { most: maxMebibytes })}</p>
        </div>
        <p class="chosen" role="status">
          ${
            this.chosen
              ? html`<b>${this.chosen.name}</b> ${fileSize(this.chosen.file.size)}`
              : nothing
          }
        </p>
        <div class="row">
          <button class="btn" @click=${this.#bootExample}>${t('machine.example')}</button>
          <p class="example">${t('machine.example-about')}</p>
        </div>
        <div class="row">
          <label class="field"
            ><span>${t('machine.memory')}</span
            ><select
              id="memory"
              aria-describedby="memory-note"
              @change=${() => (this.wanted = Number(this.memory.value))}
            >
              ${memories.map(
                (mebibytes) =>
                  html`<option value=${mebibytes} ?selected=${mebibytes === usual}>
                    ${mebibytes} MiB
                  </option>`,
              )}
            </select></label
          >
          <p id="memory-note">
            ${
              this.booted
                ? t('machine.memory-now', { mebibytes: this.has })
                : t('machine.memory-next')
            }
          </p>
        </div>
        <fieldset class="row technique" aria-describedby="technique-note">
          <legend>${t('machine.technique')}</legend>
          ${techniques.map(
            (technique) =>
              html`<label
                ><input
                  type="radio"
                  name="technique"
                  value=${technique}
                  .checked=${this.technique === technique}
                  @change=${() => (this.technique = technique)}
                />${t(`machine.technique.${technique}`)}</label
              >`,
          )}
          <p id="technique-note">${t('machine.technique-about')}</p>
        </fieldset>
        ${
          this.booted && this.chosen && this.#differs
            ? html`<div class="row again">
                <button class="btn" @click=${this.#again}>
                  ${t(`machine.again.${this.technique}`, { mebibytes: this.wanted })}
                </button>
              </div>`
            : nothing
        }
        ${
          this.reading ? html`<p class="note" role="status">${t('machine.reading')}</p>` : nothing
        }${problemLine(this.problem)}
      </section>
      ${
        this.host && this.booted
          ? html`<machine-panel
              .host=${this.host}
              .booted=${this.booted}
              ?typed=${this.#mouse}
            ></machine-panel>`
          : nothing
      }
      <section class="about">
        <h2>${t('machine.about')}</h2>
        <ul>
          <li>${t('machine.private')}</li>
          <li>${t('machine.formats')}</li>
          <li>${t('machine.hardware')}</li>
          <li>${t('machine.no-server')}</li>
        </ul>
      </section>`;
  }

  #dragOver(event: DragEvent): void {
    event.preventDefault();
    this.over = true;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.#boot(file, file.name);
  }

  #picked(): void {
    const file = this.picker.files?.[0];
    this.picker.value = ''; // the same file can be chosen again
    if (file) void this.#boot(file, file.name);
  }

  /** Whether the next boot would be of another PC than the one that runs. */
  get #differs(): boolean {
    return this.has !== this.wanted || this.runs !== this.technique;
  }

  readonly #again = (): void => {
    if (this.chosen) void this.#boot(this.chosen.file, this.chosen.name);
  };

  async #bootExample(): Promise<void> {
    const response = await fetch(example).catch(() => null);
    if (response?.ok) await this.#boot(await response.blob(), t('machine.example-name'));
    else this.problem = t('machine.problem.reading');
  }

  async #openLink(fragment: string): Promise<void> {
    const host = new MachineHost();
    try {
      const { record } = await host.request({ do: 'unshare', fragment });
      this.record = record ?? null;
      this.technique = record?.technique ?? 'bare';
    } catch {
      this.problem = t('machine.problem.link');
    } finally {
      host.close();
    }
  }

  /**
   * Every file gets a worker of its own: memory of the old machine goes with the old worker. That
   * one
   * goes on until the new file is known to be something that boots.
   */
  async #boot(file: Blob, name: string): Promise<void> {
    this.#next?.close();
    this.problem = '';
    this.chosen = { file, name };
    this.reading = true;
    const host = (this.#next = new MachineHost());
    try {
      if (file.size === 0) throw new MachineProblem('empty', '');
      const technique = this.record ? (this.record.technique ?? 'bare') : this.technique;
      const { kind, sha256 } = await host.insert(file, technique);
      if (host !== this.#next) return;
      if (!kind || !sha256 || kind === 'NONE')
        throw new MachineProblem('refused', 'error.machine.image');
      if (this.record && this.record.sha256 !== sha256) throw new Another(sha256);
      await this.#replace(host, technique, { name, kind, sha256 });
    } catch (failure) {
      if (host === this.#next) this.problem = this.#words(failure);
      if (host !== this.host) host.close();
    } finally {
      if (host === this.#next) {
        this.reading = false;
        this.#next = null;
      }
    }
  }

  async #replace(
    host: MachineHost,
    technique: Technique,
    booted: { name: string; kind: ImageKind; sha256: string },
  ): Promise<void> {
    this.host?.close();
    this.booted = null;
    this.host = host;
    const { wanted } = this;
    await host.start(wanted, technique, this.record);
    if (host !== this.host) return;
    this.has = wanted;
    this.runs = this.technique = technique;
    this.record = null;
    this.booted = booted;
  }

  #words(failure: unknown): string {
    const words = this.#reason(failure);
    return this.booted ? `${words} ${t('machine.goes-on', { name: this.booted.name })}` : words;
  }

  #reason(failure: unknown): string {
    if (failure instanceof Another) return t('machine.problem.other', { sha256: failure.sha256 });
    if (!(failure instanceof MachineProblem)) return String(failure);
    const kinds: Record<MachineProblem['problem'], MachineMessageId> = {
      reading: 'machine.problem.reading',
      large: 'machine.problem.large',
      empty: 'machine.problem.empty',
      bios: 'machine.problem.bios',
      simulator: 'machine.problem.simulator',
      refused:
        failure.message === 'error.machine.bios' ? 'machine.problem.bios' : 'machine.problem.image',
    };
    return t(kinds[failure.problem], { most: maxMebibytes, reason: failure.message });
  }
}
