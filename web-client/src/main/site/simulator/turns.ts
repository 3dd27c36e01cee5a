import type { FromWorker, ToWorker } from './messages';
import type { Answer, Request, View } from './protocol';

const frameMillis = 1000 / 30;
const sliceMillis = 20;

/** Lets messages from the page in between two slices; timers would be clamped to 4 ms. */
const breathe = () =>
  new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

const wait = (millis: number) => new Promise((done) => setTimeout(done, millis));

/** Nobody can type meanwhile, and nobody wants to look at a machine that sleeps for longer. */
const longestSleepMillis = 1000;

/** How soon a sleep notices that the run has ended. */
const napMillis = 20;

/** What can be answered between two slices of a run. */
const isAside = (request: Request): boolean => request.do === 'merge' || request.do === 'terminal';

/**
 * The page's messages one after another. Whatever comes after a run ends it, also before its turn
 * has come.
 */
export class Turns {
  #queue: Promise<unknown> = Promise.resolve();

  /** How many messages have come that end a run. */
  #ending = 0;

  constructor(
    private readonly ask: (request: Request) => Promise<Answer>,
    private readonly send: (message: FromWorker) => void,
  ) {}

  receive(message: ToWorker): void {
    if (message.kind === 'request' && isAside(message.request)) {
      // It changes no machine, so a run goes on.
      void this.#reply(message.id, () => this.ask(message.request));
      return;
    }
    const turn = ++this.#ending;
    if (message.kind === 'pause') return;
    this.#queue = this.#queue.then(() =>
      this.#reply(message.id, () =>
        message.kind === 'run' ? this.#run(turn, message) : this.ask(message.request),
      ),
    );
  }

  /** Runs in slices, so that a pause is heard and pictures update at most 30 times a second. */
  async #run(turn: number, run: Extract<ToWorker, { kind: 'run' }>): Promise<Answer> {
    const { stops, questions, stepsPerSecond } = run;
    const ended = () => turn !== this.#ending;
    if (ended()) return this.ask({ do: 'view' });
    let budget = stepsPerSecond === null ? 1000 : 1;
    let shown = performance.now();
    let wake = questions.wake ?? false;
    for (;;) {
      const began = performance.now();
      const answer = await this.ask({ do: 'run', stops, budget, ...questions, wake });
      const took = performance.now() - began;
      wake = answer.ok && (await this.#slept(answer.view, ended));
      if (wake) continue;
      if (!answer.ok || !answer.view || answer.view.stopped !== null || ended()) return answer;
      if (stepsPerSecond !== null) {
        this.send({ kind: 'progress', view: answer.view });
        await wait(1000 / stepsPerSecond);
      } else {
        if (took < sliceMillis) budget = Math.min(budget * 2, 50_000_000);
        else if (took > 2 * sliceMillis) budget = Math.max(1000, budget >> 1);
        if (began + took - shown >= frameMillis) {
          shown = began + took;
          this.send({ kind: 'progress', view: answer.view });
        }
        await breathe();
      }
      if (ended()) return answer;
    }
  }

  /** Where all sleep and nobody reads, the run sleeps, too; whether it goes on. */
  async #slept(view: View | undefined, ended: () => boolean): Promise<boolean> {
    if (view?.stopped?.id !== 'stopped.all-asleep' || !view.rest) return false;
    this.send({ kind: 'progress', view });
    const until = performance.now() + Math.min(view.rest.millis, longestSleepMillis);
    while (performance.now() < until && !ended()) await wait(napMillis);
    return !ended();
  }

  async #reply(id: number, work: () => Promise<Answer>): Promise<void> {
    const began = performance.now();
    try {
      const answer = await work();
      this.send({ id, kind: 'answer', answer, millis: performance.now() - began });
    } catch (failure) {
      this.send({
        id,
        kind: 'answer',
        answer: { ok: false, error: { text: String(failure) } },
        millis: 0,
      });
    }
  }
}
