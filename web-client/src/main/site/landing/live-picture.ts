import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { LabMachine } from '../lab/machine';
import { t } from '../messages/text';
import { tell } from '../course/words';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import type { View } from '../simulator/protocol';
import { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import '../picture/ring-picture';
import livePictureText from './live-picture.css?inline';

const stepsPerSecond = 2.5;

/** A lesson's machine in a window: the real one, stopped at its first refusal. */
@customElement('live-picture')
export class LivePicture extends LitElement {
  static override styles = [base, unsafeCSS(livePictureText)];

  readonly #simulator = new Simulator();
  @state() private view: View | null = null;
  @state() private running = false;
  @state() private problem = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#simulator.addEventListener('change', () => {
      this.running = this.#simulator.running;
      this.problem = this.#simulator.failure !== null;
      if (this.#shown) this.view = this.#simulator.view;
    });
    void this.#open().catch(() => (this.problem = true));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#simulator.close();
  }

  /** The way to the first refusal is not shown; what is shown then is the machine's own. */
  #shown = false;

  async #open(): Promise<void> {
    const machine = await LabMachine.lesson(this.#simulator, 'rings/wall-and-gate');
    await this.#simulator.request(machine.openRequest([]));
    await this.#simulator.run(['fault']);
    this.#shown = true;
    this.view = this.#simulator.view;
  }

  protected override render() {
    const v = this.view;
    const end = v?.status === 'halted' || v?.status === 'shutdown';
    return html`<figure aria-label=${tell('landing.live')}>
        ${
          v
            ? html`<ring-picture
                skin="monastery"
                slab
                .rings=${v.rings}
                .sentence=${v.sentence}
                .step=${v.step}
              ></ring-picture>`
            : html`<p class="wait">
                ${this.problem ? tell('landing.no-live') : tell('landing.waking')}
              </p>`
        }
        <figcaption class="bar">
          <span class="mono faint">${v?.step ?? ''}</span
          ><span class="say">${say(v?.sentence ?? null)}</span>
          <span class="transport" role="toolbar" aria-label=${t('time.transport')}>
            <button
              aria-label=${t('time.back')}
              ?disabled=${!v || v.step === 0}
              @click=${() => this.#ask('back')}
            >
              ${icon('back')}
            </button>
            <button
              class="main"
              aria-label=${t(this.running ? 'time.pause' : 'time.run')}
              ?disabled=${!v || end}
              @click=${this.#play}
            >
              ${icon(this.running ? 'pause' : 'play')}
            </button>
            <button
              aria-label=${t('time.step')}
              ?disabled=${!v || end}
              @click=${() => this.#ask('step')}
            >
              ${icon('step')}
            </button></span
          >
        </figcaption>
      </figure>
      <div class="visually-hidden" role="status">${this.running || !v ? nothing : v.spoken}</div>`;
  }

  #ask(what: 'back' | 'step'): void {
    void this.#simulator.request({ do: what }).catch(() => (this.problem = true));
  }

  readonly #play = (): void => {
    if (this.running) this.#simulator.pause();
    else void this.#simulator.run([], undefined, stepsPerSecond).catch(() => (this.problem = true));
  };
}
