import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import type { LessonPane } from '../lesson/lesson-pane';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { toggleTheme } from '../page/theme';
import { mergeBy } from '../progress/merge';
import { Progress } from '../progress/progress';
import type { LogEntry, Stop, Success, View } from '../simulator/protocol';
import { Refused, Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import { ActionEvent, type Action } from './action';
import { focused, leaveField } from './focus';
import { FrameWatch } from './frame';
import { failureText } from './failure';
import { Keeper } from './keeper';
import { actionFor } from './keyboard';
import type { LabDialogs } from './lab-dialogs';
import { loadC } from '../c/load';
import { LabMachine } from './machine';
import type { MachinePanes } from './machine-panes';
import type { NoticeBar } from './notice-bar';
import { opensAnother, wanted, type Found, type Host, type Wanted } from './opening';
import { linked } from './linked';
import { News } from './news';
import { Operator } from './operator';
import { reader } from './place';
import { Restart } from './restart';
import { SizeStyle } from './sizes';
import { TypingFocus } from './typing-focus';
import { labStyle } from './style';
import type { Turn } from './tab-list';
import '../header/lab-header';
import '../lesson/lesson-pane';
import '../timeline/time-line';
import './lab-dialogs';
import './machine-panes';
import './notice-bar';
import './pane-divider';
import './tab-list';
import './task-line';

/** The lab: lesson on the left, machine on the right, time along the bottom. */
@customElement('lab-page')
export class LabPage extends LitElement {
  static override styles = [base, labStyle];

  readonly #simulator = new Simulator();
  readonly #progress = new Progress(mergeBy(this.#simulator), (text, lesson) => {
    if (lesson === this.machine?.lessonId) this.#tell(text);
  });
  readonly #keeper = new Keeper(this.#simulator, this.#progress, () => this.requestUpdate());
  readonly #restarts = new Restart(this.#simulator, (request) => this.#operator.ask(request));
  readonly #operator = new Operator(this.#simulator, {
    panes: () => this.panes,
    notice: () => this.notice,
    showCode: () => this.#show(() => this.panes.show('code')),
    done: () => this.#keeper.soon(),
    changed: () => this.#restarts.noLonger(),
    failed: (failure) => this.#refused(failure),
  });
  readonly #frame = new FrameWatch(this);
  readonly #news = new News();
  readonly #typing = new TypingFocus(this, () =>
    this.machine?.terminals ? () => this.panes.toTerminal() : null,
  );
  readonly sizes = new SizeStyle(this);
  @state() private machine: LabMachine | null = null;
  @state() private view: View | null = null;
  /** What the address asks for: there is room for it before it comes. */
  @state() private opens: Wanted['open'] | null = null;
  #kept: { end(): void } | null = null;
  @state() private running = false;
  @state() private stops: Stop[] = ['ring', 'fault'];
  @state() private tab: 'lesson' | 'machine' = reader.place().tab ?? 'lesson';
  @state() private lessons: LessonEntry[] = [];
  @state() private host: Host = 'link';
  /** What a class calls the sandbox that is open. */
  @state() private assigned = '';
  @state() private problem = '';
  @query('lesson-pane') private readonly lesson!: LessonPane | null;
  @query('machine-panes') private readonly panes!: MachinePanes;
  @query('lab-dialogs') private readonly dialogs!: LabDialogs;
  @query('notice-bar') private readonly notice!: NoticeBar;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#simulator.addEventListener('change', this.#changed);
    this.addEventListener(ActionEvent.type, this.#onAction);
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('hashchange', this.#onHash);
    void loadIndex().then((found) => (this.lessons = found));
    void this.#open().catch((failure: unknown) => this.#failed(failure));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveProgram();
    this.#simulator.close();
    this.#keeper.end();
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('hashchange', this.#onHash);
  }

  // Opening

  async #open(): Promise<void> {
    this.#operator.end();
    this.#leaveProgram();
    const what = wanted(location, this.#simulator);
    this.opens = what.open;
    switch (what.open) {
      case 'lesson':
        return this.#openLesson(what.id);
      case 'sandbox':
        return this.#openShared(what.fetch, what.host);
      case 'program':
        return this.#openProgram(what.example);
      case 'free':
        this.tab = 'machine';
        await this.#start(await LabMachine.free(this.#simulator, what.like), []);
    }
  }

  async #openLesson(id: string): Promise<void> {
    const machine = await LabMachine.lesson(this.#simulator, id);
    this.machine = machine; // the text can be read while the machine starts
    document.title = t('lab.document-title', { title: machine.bundle!.title });
    if (!this.#progress.lesson(id))
      await Promise.race([this.#progress.fetch(), new Promise((done) => setTimeout(done, 700))]);
    else void this.#progress.fetch().then(() => this.requestUpdate());
    const log = this.#progress.lesson(id)?.log ?? [];
    if (this.#progress.onlyHere(id)) this.#tell(t('progress.only-here'));
    try {
      await this.#start(machine, log);
    } catch (failure) {
      // A log may be too long by now or of an older version; the tasks that were passed stay
      // passed.
      if (!log.length || !(failure instanceof Refused)) throw failure;
      await this.#start(machine, []);
      this.#tell(t('lab.log-refused', { reason: failure.message }));
    }
  }

  /** A program of one's own is found as it was left. */
  async #openProgram(example: string): Promise<void> {
    this.tab = 'machine';
    document.title = t('lab.document-title', { title: t('ways.c') });
    const [machine, { KeptProgram }] = await Promise.all([
      LabMachine.program(this.#simulator, example),
      loadC(),
    ]);
    const kept = new KeptProgram(example || 'hello');
    this.machine = machine; // its text can be read while the machine starts
    const refused = await this.#start(machine, kept.log).then(
      () => false,
      async (failure: unknown) => {
        if (!(failure instanceof Refused)) throw failure;
        await this.#start(machine, []);
        return true;
      },
    );
    const typed = kept.typed(refused);
    await this.panes.updateComplete;
    if (typed.size && !this.panes.typing().size) this.panes.retype(typed);
    kept.watch(this.panes, this.#simulator, machine.original('program.c'));
    this.#kept = kept;
  }

  /** As a guest: the sandbox runs, and the learner's own progress does not hear of it. */
  async #openShared(fetchSandbox: () => Promise<Found>, host: Host): Promise<void> {
    const { sandbox, title } = await fetchSandbox();
    const machine = await LabMachine.sandbox(this.#simulator, sandbox);
    this.host = host;
    this.assigned = title;
    document.title = t('lab.document-title', {
      title: title || machine.bundle?.title || t('lab.sandbox'),
    });
    this.tab = 'machine';
    const opened = await this.#start(machine, sandbox.log);
    if (opened.warning) this.#tell(opened.warning.text);
  }

  async #start(machine: LabMachine, log: LogEntry[]): Promise<Success> {
    this.stops = machine.stops ?? this.stops;
    const opened = await this.#simulator.request(machine.openRequest(log, this.#passed(machine)));
    this.machine = machine;
    this.#keeper.watch(machine);
    if (!machine.shared) await this.#operator.toMain(machine);
    this.panes.begin(machine);
    void this.#operator.begin(machine);
    this.#changed();
    return opened;
  }

  /** What the learner has passed of a lesson; a guest's sandbox is nobody's progress. */
  #passed(machine: LabMachine | null): ReadonlySet<string> {
    return machine?.lessonId && !machine.shared
      ? this.#progress.passed(machine.lessonId)
      : new Set();
  }

  #failed(failure: unknown): void {
    this.problem = failureText(failure);
  }

  #leaveProgram(): void {
    this.#kept?.end();
    this.#kept = null;
  }

  // Acting

  readonly #onAction = (event: Event): void => {
    if (event instanceof ActionEvent) void this.#act(event.action);
  };

  readonly #acts: { [K in Action['do']]: (action: Extract<Action, { do: K }>) => unknown } = {
    ask: ({ request }) => this.#operator.ask(request),
    'give-up': () => this.#giveUp(),
    run: ({ to }) => this.#operator.run(to ? [] : this.stops, !to),
    pause: () => this.#simulator.pause(),
    'stop-at': ({ stop, on }) =>
      (this.stops = on ? [...this.stops, stop] : this.stops.filter((s) => s !== stop)),
    restart: () => this.#restart(),
    undo: () => this.#undo(),
    panel: ({ panel }) => this.#show(() => this.panes.show(panel)),
    sheet: ({ sheet }) => this.#show(() => this.panes.show('inspect', sheet)),
    descriptor: ({ key }) => this.#show(() => this.panes.descriptor(key)),
    memory: ({ address }) => this.#show(() => this.panes.memory(address)),
    see: ({ path }) => this.#operator.whenReady(() => this.#show(() => this.panes.see(path))),
    type: ({ terminal, text }) => this.#operator.type(terminal, text),
    resize: ({ terminal, columns, rows }) => this.#operator.resize(terminal, columns, rows),
    who: ({ path }) => this.#who(path ?? valueInFocus()),
    watch: ({ path }) => this.#watch(path ?? valueInFocus()),
    picture: ({ picture }) => this.panes.choose(picture),
    'toggle-skin': () => this.panes.toggleSkin(),
    'toggle-table': () => this.panes.toggleTable(),
    'toggle-projector': () => this.dialogs.toggleProjector(),
    dialog: ({ dialog }) => this.dialogs.open(dialog),
    theme: () => {
      toggleTheme();
      this.requestUpdate();
    },
    lesson: () => this.#read((lesson) => lesson.focus()),
    task: () => this.#read((lesson) => lesson.toTask()),
    hint: () => this.#read((lesson) => lesson.hint()),
    tell: ({ text }) => this.#tell(text),
    word: ({ term }) => this.#read((lesson) => lesson.word(term, null)),
  };

  async #act(action: Action): Promise<void> {
    await (this.#acts[action.do] as (action: Action) => unknown)(action);
    this.#typing.done(action);
  }

  async #giveUp(): Promise<void> {
    const typed = this.panes.typing();
    this.#simulator.giveUp(t('code.given-up'));
    await this.#open();
    this.panes.retype(typed);
  }

  async #who(path: string | null): Promise<void> {
    if (!path) return this.#tell(t('who.of-what'));
    await this.dialogs.who(path).catch((failure: unknown) => this.#refused(failure));
  }

  async #watch(path: string | null): Promise<void> {
    if (path) await this.#operator.ask({ do: 'watch', path, on: 'write' });
    else await this.#show(() => this.panes.watch());
  }

  async #restart(): Promise<void> {
    if (!this.#operator.ready || !this.machine) return;
    if (await this.#restarts.begin(this.machine, this.panes, this.#passed(this.machine)))
      this.#tell(t('lab.restarted'), {
        label: t('lab.undo'),
        key: 'U',
        act: () => void this.#undo(),
      });
  }

  async #undo(): Promise<void> {
    const undone = await this.#restarts.undo(this.panes);
    this.#tell(t(undone ? 'lab.restart-undone' : 'lab.nothing-to-undo'));
  }

  #refused(failure: unknown): void {
    if (failure instanceof Refused) this.#tell(failure.message);
    else this.#failed(failure);
  }

  #tell(...notice: Parameters<NoticeBar['tell']>): void {
    this.notice.tell(...notice);
  }

  async #show(what: () => Promise<void>): Promise<void> {
    this.#turn('machine');
    await this.updateComplete;
    await what();
  }

  async #read(what: (lesson: LessonPane) => void): Promise<void> {
    if (!this.lesson) return;
    this.#turn('lesson');
    await this.updateComplete;
    what(this.lesson);
  }

  #turn(tab: 'lesson' | 'machine'): void {
    this.tab = tab;
    reader.moved({ tab });
  }

  /** A key opened the dialog from nowhere: on to the task, or to the machine. */
  readonly #toTaskOrMachine = (): void => {
    if (this.lesson?.checkVisibility()) this.lesson.toTask();
    else void this.panes.show('picture');
  };

  /** What is new in the lesson stands at its task. */
  #onTurn({ tab, pressed }: Turn, news: boolean): void {
    if (tab === 'lesson' && pressed && news) void this.#read((lesson) => lesson.toTask());
    else this.#turn(tab);
  }

  // Noticing

  readonly #changed = (): void => {
    // back to the line that runs
    if (this.view?.step !== this.#simulator.view?.step) linked.point(null);
    // the kernel before a program of one's own is gone by unseen
    if (this.#operator.ready || !this.machine?.program) this.view = this.#simulator.view;
    this.running = this.#simulator.running;
    if (this.#simulator.failure !== null)
      this.problem = t('lab.no-simulator', { reason: this.#simulator.failure });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.dialogs.takesKeys) return;
    if (leaveField(event)) return event.preventDefault();
    const action = actionFor(event, this.machine?.terminals);
    if (!action) return this.#typing.strayed(event);
    event.preventDefault();
    void this.#act(action);
  };

  readonly #onHash = (): void => {
    if (opensAnother(location.hash))
      void this.#keeper
        .leave()
        .then(() => {
          this.#leaveProgram();
          this.panes.forgetTyping();
          return this.#open();
        })
        .catch((failure: unknown) => this.#failed(failure));
  };

  // Drawing

  protected override render() {
    const bundle = this.machine?.bundle ?? null,
      frame = this.#frame.now,
      awaited = this.machine === null && this.problem === '',
      reads = bundle !== null || (awaited && this.opens === 'lesson'),
      alone = bundle?.kind === 'reading',
      tabs = frame === 'phone' && reads && !alone;
    const before = this.#passed(this.machine);
    const news = this.#news.wait(this.view?.tasks ?? [], !tabs || this.tab === 'lesson');
    const hides = (tab: string) => (tabs ? this.tab !== tab : alone && tab === 'machine');
    return html`<a
        class="skip"
        href="#machine"
        @click=${(e: Event) => {
          e.preventDefault();
          void this.#act({ do: 'panel', panel: this.machine?.terminals ? 'code' : 'picture' });
        }}
        >${t('lab.skip')}</a
      >
      <lab-header
        .bundle=${bundle}
        .assigned=${this.assigned}
        .lessons=${this.lessons}
        .passed=${before}
        .done=${(id: string) => this.#progress.passed(id).size}
        .tasks=${this.view?.tasks ?? []}
        ?phone=${frame === 'phone'}
        ?sandbox=${this.machine !== null && (!bundle || this.machine.shared !== null)}
      ></lab-header>
      ${
        this.problem
          ? html`<div class="problem" role="alert">
              ${icon('cross')}<span>${this.problem}</span
              ><a class="btn" href="/">${t('lab.home')}</a>
            </div>`
          : nothing
      }
      ${this.#guest()}
      ${
        tabs
          ? html`<tab-list
              .tab=${this.tab}
              ?news=${news}
              @turn=${(e: CustomEvent<Turn>) => this.#onTurn(e.detail, news)}
            ></tab-list>`
          : nothing
      }
      <div class="body ${frame} ${reads && !alone ? '' : 'free'}">
        ${
          reads
            ? html`<section class="lesson" aria-label=${t('tab.lesson')} ?hidden=${hides('lesson')}>
                <lesson-pane
                  .bundle=${bundle}
                  .lessons=${this.lessons}
                  .view=${this.view}
                  .earlier=${before}
                ></lesson-pane>
              </section>`
            : nothing
        }
        <section
          class="machine"
          id="machine"
          aria-label=${t('lab.machine')}
          ?hidden=${hides('machine')}
        >
          <machine-panes
            .view=${this.view}
            .machine=${this.machine}
            .simulator=${this.#simulator}
            ?program=${this.machine?.program ?? (awaited && this.opens === 'program')}
            frame=${frame}
          ></machine-panes>
        </section>
        ${
          reads && !alone && frame !== 'phone'
            ? html`<pane-divider
                of=${frame === 'wide' ? 'lesson' : 'lesson-middle'}
              ></pane-divider>`
            : nothing
        }
      </div>
      ${
        tabs && this.tab === 'lesson' && !this.machine?.terminals
          ? html`<console-line .view=${this.view} ?c=${this.machine?.c ?? false}></console-line>`
          : nothing
      }
      ${
        tabs && this.tab !== 'lesson'
          ? html`<task-line
              .bundle=${bundle}
              .tasks=${this.view?.tasks ?? []}
              .earlier=${before}
            ></task-line>`
          : nothing
      }
      <time-line
        ?hidden=${alone}
        .view=${this.view}
        .alarm=${this.#simulator.alarm}
        ?failed=${this.problem !== ''}
        ?running=${this.running}
        .stops=${this.stops}
        ?guests=${this.machine?.guests}
        ?phone=${frame === 'phone'}
      ></time-line>
      <notice-bar></notice-bar>
      <lab-dialogs
        .machine=${this.machine}
        .view=${this.view}
        .lessons=${this.lessons}
        skin=${this.panes?.skin ?? 'plan'}
        .otherwise=${this.#toTaskOrMachine}
      ></lab-dialogs>`;
  }

  #guest() {
    if (!this.machine?.shared) return nothing;
    void import('../share/guest-banner');
    const id = this.machine.lessonId;
    return html`<guest-banner
      .lesson=${id}
      .assigned=${this.assigned}
      .host=${this.host}
      ?replaces=${id !== null && this.#progress.lesson(id) !== null}
      @keep=${() => void this.#adopt(id!)}
    ></guest-banner>`;
  }

  async #adopt(lesson: string): Promise<void> {
    await this.#keeper.adopt(lesson);
    location.assign(`/lesson/${lesson}`);
  }
}

const valueInFocus = (): string | null =>
  focused()?.closest<HTMLElement>('[data-path]')?.dataset['path'] ?? null;
