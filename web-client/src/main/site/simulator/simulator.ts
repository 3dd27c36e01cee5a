import { Alarm } from './alarm';
import type { Engine } from './engine';
import type { FromWorker, ToWorker, Questions } from './messages';
import type { Answer, Request, Stop, Success, View } from './protocol';

/** The simulator said no, in a sentence of its own. */
export class Refused extends Error {
  constructor(
    text: string,
    readonly field?: string,
  ) {
    super(text);
  }
}

/** What takes a machine somewhere else, or changes it by hand: it rests no more where it did. */
const moves = new Set<Request['do']>([
  'open',
  'step',
  'back',
  'retry',
  'over',
  'line',
  'next',
  'previous',
  'until',
  'reach',
  'seek',
  'load',
  'poke',
  'restart',
]);

interface Waiting {
  resolve(answer: Success & { millis: number }): void;
  reject(reason: Error): void;
}

/** The page's end of the worker. Keeps the last view and nothing else. */
export class Simulator extends EventTarget {
  #worker = this.#begin();
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  view: View | null = null;
  engine: Engine | null = null;
  failure: string | null = null;
  running = false;
  /** The newest run, whose end is that of running. */
  #run = 0;
  /**
   * A program is being made, and takes a moment (1) or so long that one may want to give up (2);
   * told by the event `late`.
   */
  late: 0 | 1 | 2 = 0;
  readonly alarm = new Alarm();

  #begin(): Worker {
    const worker = new Worker(new URL('./simulator.worker.ts', import.meta.url), {
      type: 'module',
      name: 'simulator',
    });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    worker.onerror = (event) => this.#fail(event.message);
    return worker;
  }

  async request(request: Request): Promise<Success & { millis: number }> {
    const id = this.#next++;
    if (moves.has(request.do)) this.alarm.forget();
    const answer = this.#send(id, { id, kind: 'request', request });
    if (request.do !== 'assemble' && request.do !== 'load') return answer;
    const timers = [
      setTimeout(() => this.#isLate(1), 500),
      setTimeout(() => this.#isLate(2), 5000),
    ];
    return answer.finally(() => {
      timers.forEach(clearTimeout);
      this.#isLate(0);
    });
  }

  #isLate(late: 0 | 1 | 2): void {
    if (late === this.late) return;
    this.late = late;
    this.dispatchEvent(new Event('late'));
  }

  /**
   * Another worker takes the place of one that does not answer; what waits for an answer is
   * refused.
   */
  giveUp(reason: string): void {
    this.alarm.forget();
    this.#worker.terminate();
    for (const waiting of this.#waiting.values()) waiting.reject(new Refused(reason));
    this.#waiting.clear();
    this.#isLate(0);
    this.#worker = this.#begin();
  }

  /**
   * Runs until a stop, the end or a pause.
   * @param questions whether to stop where the learner is asked something, too
   * @param stepsPerSecond one step at a time at this speed; else as fast as it goes
   */
  async run(
    stops: Stop[],
    questions: Questions = { questions: false },
    stepsPerSecond: number | null = null,
  ): Promise<void> {
    this.running = true;
    this.#changed();
    const id = this.#next++;
    this.#run = id;
    try {
      await this.#send(id, { id, kind: 'run', stops, questions, stepsPerSecond });
    } finally {
      if (this.#run === id) this.running = false;
      this.#rest(stops, questions);
      this.#changed();
    }
  }

  /** A machine that rests goes on by itself after a while, from where the run has left it. */
  #rest(stops: Stop[], questions: Questions): void {
    const { view } = this;
    if (view?.stopped?.id !== 'stopped.asleep' || !view.rest) return;
    this.alarm.set(view.rest, () => {
      const stands = view.step === this.view?.step && view.rest?.tick === this.view.rest?.tick;
      if (stands && !this.running && !this.failure) void this.#wake(stops, questions);
    });
  }

  /** A failure ends the simulator, and is told by it. */
  async #wake(stops: Stop[], questions: Questions): Promise<void> {
    try {
      await this.run(stops, { ...questions, wake: true });
      this.dispatchEvent(new Event('woke'));
    } catch (failure) {
      this.#fail(String(failure));
    }
  }

  pause(): void {
    this.#post({ kind: 'pause' });
  }

  close(): void {
    this.alarm.forget();
    this.#worker.terminate();
  }

  #send(id: number, message: ToWorker): Promise<Success & { millis: number }> {
    if (this.failure !== null) return Promise.reject(new Error(this.failure));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post(message);
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        this.engine = message.engine;
        this.#changed();
        break;
      case 'failed':
        this.#fail(message.text);
        break;
      case 'progress':
        this.#show(message.view);
        break;
      case 'answer':
        this.#settle(message.id, message.answer, message.millis);
        break;
    }
  }

  #settle(id: number, answer: Answer, millis: number): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (!answer.ok) {
      waiting?.reject(new Refused(answer.error.text, answer.error.field));
      return;
    }
    if (answer.view) this.#show(answer.view);
    waiting?.resolve({ ...answer, millis });
  }

  #show(view: View): void {
    this.view = view;
    this.#changed();
  }

  #fail(text: string): void {
    this.failure = text;
    for (const waiting of this.#waiting.values()) waiting.reject(new Error(text));
    this.#waiting.clear();
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
