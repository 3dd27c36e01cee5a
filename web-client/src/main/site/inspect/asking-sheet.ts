import { LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Request, Success } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';

/** A sheet that asks the simulator for what it shows, whenever the machine has come to rest. */
export abstract class AskingSheet extends LitElement {
  @property({ attribute: false }) simulator: Simulator | null = null;
  @state() protected answer: Success | null = null;
  #asking = false;
  #again = false;

  protected abstract readonly request: Request;

  protected override firstUpdated(): void {
    this.simulator?.addEventListener('change', this.#ask);
    this.ask();
  }

  /** What is asked for has changed, though the machine has not. */
  protected ask(): void {
    void this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.simulator?.removeEventListener('change', this.#ask);
  }

  /** While the machine runs nobody reads a sheet; the end of a run is a change of its own. */
  readonly #ask = async (): Promise<void> => {
    this.#again = this.#asking;
    if (this.#asking || !this.simulator || this.simulator.running) return;
    this.#asking = true;
    this.answer = await this.simulator.request(this.request).catch(() => this.answer);
    this.#asking = false;
    if (this.#again && this.isConnected) await this.#ask();
  };
}
