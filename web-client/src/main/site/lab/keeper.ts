import type { Progress } from '../progress/progress';
import type { Simulator } from '../simulator/simulator';
import type { LabMachine } from './machine';

const keepAfter = 600,
  sendAfter = 2500;

/**
 * Keeps what the learner does in a lesson: here a moment after it was done, on the server a little
 * later.
 */
export class Keeper {
  #machine: LabMachine | null = null;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly simulator: Simulator,
    private readonly progress: Progress,
    private readonly sent: () => void,
  ) {}

  /** What was shared is somebody else's; it is not kept. */
  watch(machine: LabMachine): void {
    this.#machine = machine.lessonId && !machine.shared ? machine : null;
    document.addEventListener('visibilitychange', this.#onHidden);
  }

  /** What was done on the machine so far is kept before another one takes its place. */
  async leave(): Promise<void> {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    await this.#keep();
    this.#machine = null;
  }

  /** Whatever was opened becomes the learner's own session of its lesson. */
  async adopt(lesson: string): Promise<void> {
    const { log } = await this.simulator.request({ do: 'log' });
    if (!log || !this.simulator.view) return;
    this.progress.keep(lesson, this.simulator.view, log);
    await this.progress.send(lesson);
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#onHidden);
  }

  soon(): void {
    if (!this.#machine) return;
    // The first thing after a pause at once: who leaves then has it.
    if (this.#keepTimer === undefined) void this.#keep();
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => {
      this.#keepTimer = undefined;
      void this.#keep();
    }, keepAfter);
  }

  async #keep(): Promise<void> {
    const id = this.#machine?.lessonId;
    if (!id || this.simulator.running || !this.simulator.view) return;
    const { log } = await this.simulator.request({ do: 'log' });
    if (!log || !this.simulator.view) return;
    this.progress.keep(id, this.simulator.view, log);
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => void this.progress.send(id).then(this.sent), sendAfter);
  }

  readonly #onHidden = (): void => {
    if (document.visibilityState === 'hidden') void this.#keep();
  };
}
