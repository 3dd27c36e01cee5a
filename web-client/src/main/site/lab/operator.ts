import { loadC } from '../c/load';
import { t } from '../messages/text';
import { count } from '../page/format';
import type { Request, Stop, View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { firstChange } from './first-change';
import type { LabMachine } from './machine';
import type { MachinePanes } from './machine-panes';
import type { NoticeBar } from './notice-bar';

/** What the operator needs of the page around the machine. */
interface Around {
  panes(): MachinePanes;
  notice(): NoticeBar;
  showCode(): Promise<void>;
  /** Something was done that is worth keeping. */
  done(): void;
  /** The program or the machine was changed. */
  changed(): void;
  failed(failure: unknown): void;
}

/** Hands the learner's requests to the machine, and tells what came of them. */
export class Operator {
  #machine: LabMachine | null = null;
  /** The step at which a question has held up a run. */
  #heldUp = -1;
  /** What was asked before the machine was there. */
  #early: { run: boolean; act: () => Promise<void> }[] = [];
  /** A program on its way into the machine: what is asked meanwhile is meant for that program. */
  #loading: Promise<boolean> | null = null;
  /** Run was pressed, and what was changed is handed over first. */
  #starting = false;

  constructor(
    private readonly simulator: Simulator,
    private readonly around: Around,
  ) {
    // what a machine does when it wakes may pass a task
    simulator.addEventListener('woke', () => around.done());
  }

  /** The machine is open and may be asked. */
  get ready(): boolean {
    return this.#machine !== null;
  }

  /** What was asked for early is done now. */
  async begin(machine: LabMachine): Promise<void> {
    this.#machine = machine;
    const early = this.#early;
    this.#early = [];
    if (early.length) this.around.notice().close();
    for (const { act } of early) await act();
    // who comes to a terminal finds a prompt
    if (machine.terminals && this.simulator.view?.step === 0) await this.#run([], false);
  }

  /** Another machine is on its way. */
  end(): void {
    this.#machine = null;
    this.#early = [];
    this.#heldUp = -1;
  }

  /** Does something at once, or when the machine is there. */
  async whenReady(act: () => Promise<void>, run = false): Promise<void> {
    if (this.ready) return act();
    if (this.simulator.failure !== null) return;
    // Who presses Run once more wants it sooner, not twice.
    if (!run || !this.#early.some((e) => e.run)) this.#early.push({ run, act });
    this.#tell(t('lab.early'));
  }

  async ask(request: Request): Promise<void> {
    await this.whenReady(async () => {
      const machine = this.#machine;
      if (goesOn(request) && !(await this.#handedOver())) return;
      while (this.#loading) await this.#loading;
      if (this.#machine === machine) await this.#ask(request);
    });
  }

  /** False where it was refused, which is told. */
  async #ask(request: Request): Promise<boolean> {
    const answered = this.#answer(request);
    if (request.do !== 'load') return answered;
    this.#loading = answered.finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #answer(request: Request): Promise<boolean> {
    const machine = this.#machine;
    if (!machine) return false;
    if (request.do !== 'hint' && request.do !== 'answer') this.#heldUp = -1;
    if (request.do === 'line' && !machine.c) {
      this.#tell(t('lab.no-c'));
      return false;
    }
    const before = this.simulator.view;
    this.around.notice().goOn();
    try {
      const { view, said } = await this.simulator.request(request);
      this.#tellStop(view, before?.step);
      if (request.do === 'line' && before && view?.stopped?.id === 'stopped.walk')
        this.#tell((await loadC()).unended(request.move, before, view));
      if (said) this.#tell(said.text);
      if (request.do === 'load' || request.do === 'poke') this.around.changed();
      if (request.do === 'load' && view)
        this.#offerChange(request, before, (await this.toMain(machine)) ?? view);
      this.around.done();
      return true;
    } catch (failure) {
      this.around.failed(failure);
      return false;
    }
  }

  /** A program of one's own is looked at from its first line on, not from the kernel's. */
  async toMain(machine: LabMachine): Promise<View | undefined> {
    const { view } = this.simulator;
    if (!machine.program || view?.code.files.some((f) => f.errors.length)) return undefined;
    return (await this.simulator.request({ do: 'line', move: 'into' })).view;
  }

  /** Types at a terminal, and lets the machine go on until it waits for more. */
  async type(terminal: number, text: string): Promise<void> {
    await this.whenReady(async () => {
      const { step = 0, lastStep = 0 } = this.simulator.view ?? {};
      try {
        const { view } = await this.simulator.request({ do: 'type', terminal, text });
        if (step + 1 < lastStep)
          this.#tell(t('lab.typed-before', { step: count(step), count: count(lastStep - step) }));
        // what is typed wakes a machine at rest, but not one at its end
        if (view?.ended) this.#tell(t('lab.ended'));
        else await this.simulator.run([]);
        this.around.done();
      } catch (failure) {
        this.around.failed(failure);
      }
    });
  }

  /** A terminal has another size; the machine goes on until all have seen it. */
  async resize(terminal: number, columns: number, rows: number): Promise<void> {
    const { view, running } = this.simulator;
    // asked again once it stands
    if (!this.ready || running || view?.step !== view?.lastStep) return;
    try {
      await this.simulator.request({ do: 'resize', terminal, columns, rows });
      await this.simulator.run([]);
      this.around.done();
    } catch (failure) {
      this.around.failed(failure);
    }
  }

  /** A question holds a run up; asked for once more, it goes on past this one. */
  async run(stops: Stop[], tasks = true): Promise<void> {
    if (this.simulator.running) return this.simulator.pause();
    await this.whenReady(() => this.#start(stops, tasks), true);
  }

  /** Who presses Run twice while the program is on its way wants it once. */
  async #start(stops: Stop[], tasks: boolean): Promise<void> {
    if (this.#starting) return;
    this.#starting = true;
    const machine = this.#machine;
    try {
      if ((await this.#handedOver()) && this.#machine === machine) await this.#run(stops, tasks);
    } finally {
      this.#starting = false;
    }
  }

  async #run(stops: Stop[], tasks: boolean): Promise<void> {
    this.around.notice().goOn();
    const { step: from = -1, rest } = this.simulator.view ?? {};
    try {
      const past = this.#heldUp === from ? { past: from } : {};
      await this.simulator.run(stops, { questions: true, tasks, ...past, wake: true });
      const { view } = this.simulator;
      const asked = view?.stopped?.id === 'stopped.prediction';
      this.#heldUp = asked && view?.step === from ? from : -1;
      if (this.#heldUp >= 0) this.#tell(t('lab.held-up'));
      else if (rest && view && view.step > from) this.#tellPassed(rest.millis);
      else this.#tellStop(view);
      this.around.done();
    } catch (failure) {
      this.around.failed(failure);
    }
  }

  /** Nobody has waited that long, and the machine's clock has moved on. */
  #tellPassed(millis: number): void {
    if (millis >= 1000) this.#tell(t('lab.passed', { seconds: count(Math.round(millis / 1000)) }));
  }

  /** Behind a new start the way to what was changed may be long. */
  #offerChange(load: { file: string; text: string }, before: View | null, now: View): void {
    const file = now.code.files.find((f) => f.name === load.file);
    const old = before?.code.files.find((f) => f.name === load.file)?.text ?? '';
    const line = firstChange(old, load.text, file?.lines.map((l) => l.line) ?? []);
    if (line === null || file?.errors.length) return;
    const { current } = now.code;
    if (current?.file === load.file && current.line === line) return;
    this.#tell(t('code.starts-again'), {
      label: t('code.to-change'),
      act: () => void this.#ask({ do: 'reach', file: load.file, line }),
    });
  }

  /**
   * What was changed runs, not what it was before; false where it has a mistake, which is shown.
   */
  async #handedOver(): Promise<boolean> {
    for (;;) {
      while (this.#loading) await this.#loading;
      const request = await this.around.panes().take();
      if (request === null) {
        // The panel has handed over by itself meanwhile.
        if (this.#loading) continue;
        return true;
      }
      if (request === false) {
        await this.around.showCode();
        return false;
      }
      if (!(await this.#ask(request))) return false;
      this.#tell(t('code.handed-over'));
    }
  }

  /**
   * What was touched is not in the picture, and that nothing has moved not in the step's sentence.
   */
  #tellStop(view: View | null | undefined, before?: number): void {
    if (
      view?.stopped &&
      (view.step === before || /^stopped\.(watch|prediction)/.test(view.stopped.id))
    )
      this.#tell(view.stopped.text);
  }

  #tell(...notice: Parameters<NoticeBar['tell']>): void {
    this.around.notice().tell(...notice);
  }
}

/** Whether a request takes the machine forward. */
const goesOn = (request: Request): boolean =>
  ['step', 'over', 'next', 'until', 'reach'].includes(request.do) ||
  (request.do === 'line' && request.move !== 'back');
