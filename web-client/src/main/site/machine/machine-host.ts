import type {
  Answer,
  FromWorker,
  MachineRecord,
  Mark,
  Move,
  Problem,
  Request,
  Screen,
  Status,
  Success,
  Technique,
  ToWorker,
} from './protocol';

/** What could not be done, as the page has words for it. */
export class MachineProblem extends Error {
  constructor(
    readonly problem: Problem | 'refused' | 'empty',
    detail: string,
  ) {
    super(detail);
  }
}

interface Waiting {
  resolve(value: never): void;
  reject(reason: Error): void;
}

/** Characters of the serial line that the page keeps. */
const serialKept = 20_000;
/** While the machine runs its marks are asked for no more often. */
const marksMillis = 250;

/** The page's end of a worker with one PC. Keeps the last frame and nothing else. */
export class MachineHost extends EventTarget {
  readonly #worker = new Worker(new URL('./machine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'machine',
  });
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  status: Status | null = null;
  screen: Screen | null = null;
  serial = '';
  mips = 0;
  running = false;
  bytesRead = 0;
  failure: string | null = null;
  /** The log has no room for more input. */
  full = false;
  marks: Mark[] = [];
  /** Something is looked for in the past, which most other requests would end. */
  searching = false;
  #marksKnown = -1;
  #marksAsked = false;

  constructor() {
    super();
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    this.#worker.onerror = (event) => this.#fail(event.message);
  }

  /** @param technique in which the file will be booted */
  insert(file: Blob, technique: Technique): Promise<Success> {
    return this.#ask((id) => ({ kind: 'insert', id, file, technique }));
  }

  request(request: Request): Promise<Success> {
    return this.#ask((id) => ({ kind: 'request', id, request }));
  }

  save(): Promise<Blob> {
    return this.#ask((id) => ({ kind: 'save', id }));
  }

  async start(memory: number, technique: Technique, record: MachineRecord | null): Promise<void> {
    await this.request(
      record
        ? {
            do: 'start',
            memory: record.memory,
            technique,
            log: record.log,
            ...(record.end === undefined ? {} : { end: record.end }),
            ...(record.marks === undefined ? {} : { marks: record.marks }),
          }
        : { do: 'start', memory, technique },
    );
    this.run(true);
  }

  run(running: boolean): void {
    this.running = running;
    this.#post({ kind: running ? 'run' : 'pause' });
    this.#changed();
  }

  /** Goes to a step or a time, or some steps on, and stands still there. */
  async move(move: Move): Promise<void> {
    this.running = false;
    this.#changed();
    await this.#ask<Success>((id) => ({ kind: 'move', id, move }));
  }

  key(code: string, down: boolean): void {
    this.input(down ? { do: 'key', down: code } : { do: 'key', up: code });
  }

  /** A key that a PC has not is refused, and nothing more happens. */
  input(request: Request): void {
    this.request(request).then(this.#take, (reason: unknown) => {
      if (!(reason instanceof MachineProblem) || reason.message !== 'error.log.full') return;
      this.full = true;
      this.#changed();
    });
  }

  /** Marks the step at which the machine is; false when there are as many marks as can be. */
  async mark(): Promise<boolean> {
    const answer = await this.request({ do: 'mark' });
    this.#take(answer);
    return answer.taken ?? false;
  }

  async unmark(step: number): Promise<void> {
    this.#take(await this.request({ do: 'unmark', step }));
  }

  /** Asks for the marks when there are newer ones than are known. */
  async readMarks(revision = this.status?.marks ?? 0): Promise<void> {
    if (this.#marksAsked || revision <= this.#marksKnown) return;
    this.#marksAsked = true;
    const answer = await this.request({ do: 'marks' }).catch(() => null);
    if (!answer) {
      this.#marksAsked = false;
      return;
    }
    this.marks = answer.marks ?? [];
    this.#marksKnown = answer.revision ?? 0;
    this.#changed();
    if (this.running) await new Promise((done) => setTimeout(done, marksMillis));
    this.#marksAsked = false;
    void this.readMarks();
  }

  /** Where the machine stands behind something that no frame tells of. */
  readonly #take = ({ status }: Success): void => {
    if (status) this.status = status;
    this.#changed();
    void this.readMarks();
  };

  close(): void {
    this.#worker.terminate();
  }

  #ask<T>(message: (id: number) => ToWorker): Promise<T> {
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post(message(id));
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'answer':
        this.#settle(message.id, message.answer);
        break;
      case 'engine':
        this.#waits(message.id)?.resolve(message.engine as never);
        break;
      case 'saved':
        this.#waits(message.id)?.resolve(message.file as never);
        break;
      case 'problem':
        this.#waits(message.id)?.reject(new MachineProblem(message.problem, message.detail));
        if (message.id === 0) this.#fail(message.detail);
        break;
      case 'reading':
        this.bytesRead = message.bytes;
        this.#changed();
        break;
      case 'frame':
        this.#show(message);
        break;
      case 'paused':
        this.running = false;
        this.#changed();
        break;
    }
  }

  #waits(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #settle(id: number, answer: Answer): void {
    const waiting = this.#waits(id);
    if (answer.ok) waiting?.resolve(answer as never);
    else waiting?.reject(new MachineProblem('refused', answer.error.message.id));
  }

  #show(frame: Extract<FromWorker, { kind: 'frame' }>): void {
    this.status = frame.status;
    this.mips = frame.mips;
    if (frame.screen) this.screen = frame.screen;
    this.serial = frame.whole ? frame.serial : (this.serial + frame.serial).slice(-serialKept);
    this.#changed();
    void this.readMarks();
  }

  #fail(text: string): void {
    this.failure = text;
    this.running = false;
    for (const waiting of this.#waiting.values())
      waiting.reject(new MachineProblem('simulator', text));
    this.#waiting.clear();
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
