import { loadBundle, loadBundleOf, loadCatalogue, loadIndex, type Bundle } from '../lesson/bundle';
import type { CodeView, LogEntry, Request, Sandbox, Stop } from '../simulator/protocol';
import { t } from '../messages/text';
import { Refused, type Simulator } from '../simulator/simulator';
import { isC } from '../simulator/with-c';
import { loadC } from '../c/load';

/** A machine as the lab opened it: what it was made from, and the worker that runs it. */
export class LabMachine {
  /** The program as it is shown before the machine runs. */
  readonly source: CodeView;

  private constructor(
    readonly simulator: Simulator,
    private readonly catalogue: object,
    readonly bundle: Bundle | null,
    readonly scenario: object,
    readonly shared: Sandbox | null,
    /** Where it stops at first; without, where the page says. */
    readonly stops?: Stop[],
  ) {
    const files = this.#files.map((file) => ({ ...file, lines: [], errors: [] }));
    this.source = { files, current: null, ran: null, listing: [] };
  }

  get lessonId(): string | null {
    return this.bundle?.id ?? null;
  }

  /** The scenario with the seed that this machine was opened with. */
  get seeded(): object {
    return this.shared?.seed === undefined
      ? this.scenario
      : { ...this.scenario, seed: this.shared.seed };
  }

  /** A board with interrupt controllers and a timer, its own or its guests'. */
  get devices(): boolean {
    return this.guests || this.#model === 'timer';
  }

  /** It runs guests of a hypervisor. */
  get guests(): boolean {
    return this.#model === 'guests';
  }

  /** It runs guests whose kernels are translated. */
  get translates(): boolean {
    return (this.scenario as { technique?: string }).technique === 'binary-translation';
  }

  /** Its software reads what is typed at terminals. */
  get terminals(): boolean {
    return this.#model === 'linux';
  }

  /** Its kernel is one of ours, which can be asked what it knows. */
  get kernel(): boolean {
    return this.#model === 'linux';
  }

  get #model(): string | undefined {
    return (this.scenario as { model?: string }).model;
  }

  /** A program is in C. */
  get c(): boolean {
    return this.#files.some((f) => isC(f.name));
  }

  /** It has a program of one's own in C. */
  get program(): boolean {
    return this.c && this.bundle === null;
  }

  get #files(): { name: string; text: string; editable: boolean }[] {
    return (
      (this.scenario as { files?: { name: string; text: string; editable: boolean }[] }).files ?? []
    );
  }

  /** A file's text as the lesson or the sandbox began with it. */
  original(file: string): string | undefined {
    return this.#files.find((f) => f.name === file)?.text;
  }

  /**
   * The request that opens this machine and replays a log on it; what a sandbox says of its own log
   * is compared.
   * @param passed tasks that the learner has passed in other sessions
   */
  openRequest(log: LogEntry[], passed: Iterable<string> = []): Request {
    const shared = this.shared;
    const recorded =
      shared && log === shared.log
        ? {
            simulator: shared.simulator,
            scenarioHash: shared.scenarioHash,
            digest: shared.digest,
            waypoints: shared.waypoints,
          }
        : {};
    return {
      do: 'open',
      catalogue: this.catalogue,
      ...(this.bundle ? { lesson: this.bundle, passed: [...passed] } : { scenario: this.scenario }),
      seed: shared?.seed,
      ...(log.length ? { log } : {}),
      ...recorded,
    };
  }

  static async lesson(simulator: Simulator, id: string, bundle?: Bundle): Promise<LabMachine> {
    const [lesson, catalogue] = await Promise.all([bundle ?? loadBundle(id), loadCatalogue()]);
    return new LabMachine(simulator, catalogue, lesson, lesson.scenario, null, lesson.stops);
  }

  static async sandbox(simulator: Simulator, sandbox: Sandbox): Promise<LabMachine> {
    const [bundle, catalogue] = await Promise.all([loadBundleOf(sandbox), loadCatalogue()]);
    const scenario = sandbox.scenario ?? bundle?.scenario;
    if (!scenario) throw new Error('a sandbox without a scenario');
    return new LabMachine(simulator, catalogue, bundle, scenario, sandbox);
  }

  /**
   * A lesson's machine without its text and tasks, and without locks on its files.
   * @param like of which lesson; without one, of the first
   */
  static async free(simulator: Simulator, like: string | null): Promise<LabMachine> {
    const id = like ?? (await loadIndex())[0]?.id;
    const [bundle, catalogue] = await Promise.all([
      loadBundle(id ?? 'rings/wall-and-gate'),
      loadCatalogue(),
    ]);
    if (bundle.kind === 'reading') throw new Refused(t('lab.only-read', { title: bundle.title }));
    const scenario = bundle.scenario as { files?: object[] };
    const files = scenario.files?.map((file) => ({ ...file, editable: true }));
    return new LabMachine(
      simulator,
      catalogue,
      null,
      { ...scenario, files },
      null,
      like ? bundle.stops : undefined,
    );
  }

  /** A machine for a program of one's own in C, which begins with an example. */
  static async program(simulator: Simulator, example: string): Promise<LabMachine> {
    const [{ scenario }, catalogue] = await Promise.all([loadC(), loadCatalogue()]);
    return new LabMachine(simulator, catalogue, null, scenario(example), null, ['fault', 'call']);
  }
}
