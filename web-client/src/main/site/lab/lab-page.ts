import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import type { LessonPane } from '../lesson/lesson-pane';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { toggleTheme } from '../page/theme';
import { mergeBy } from '../progress/merge';
import { Progress } from '../progress/progress';
import { Problem } from '../server/api';
import type { LogEntry, Request, Sandbox, Stop, Success, View } from '../simulator/protocol';
import { Refused, Simulator } from '../simulator/simulator';
import type { Host } from '../share/guest-banner';
import { base } from '../style/base';
import { ActionEvent, type Action, type Dialog, type Panel } from './action';
import { focused, giveBack } from './focus';
import { FrameWatch } from './frame';
import { Keeper } from './keeper';
import { actionFor } from './keyboard';
import { LabMachine } from './machine';
import type { MachinePanes } from './machine-panes';
import type { NoticeBar } from './notice-bar';
import { isSharedHash, wanted } from './opening';
import { reader } from './place';
import { labStyle } from './style';
import '../header/lab-header';
import '../lesson/lesson-pane';
import '../share/guest-banner';
import '../timeline/time-line';
import './machine-panes';
import './notice-bar';
import './tab-list';

/** The lab: lesson on the left, machine on the right, time along the bottom. */
@customElement('lab-page')
export class LabPage extends LitElement {
  static override styles = [base, labStyle];

  readonly #simulator = new Simulator();
  readonly #progress = new Progress(mergeBy(this.#simulator), (text) => this.#tell(text));
  readonly #keeper = new Keeper(this.#simulator, this.#progress, () => this.requestUpdate());
  readonly #frame = new FrameWatch(this);
  @state() private machine: LabMachine | null = null;
  @state() private view: View | null = null;
  /** The machine is open and may be asked. */
  #ready = false;
  @state() private running = false;
  @state() private stops: Stop[] = ['ring', 'fault'];
  @state() private dialog: Dialog | null = null;
  @state() private tab: 'lesson' | 'machine' = reader.place().tab ?? 'lesson';
  @state() private lessons: LessonEntry[] = [];
  @state() private host: Host = 'link';
  @state() private problem = '';
  @query('lesson-pane') private readonly lesson!: LessonPane | null;
  @query('machine-panes') private readonly panes!: MachinePanes;
  @query('notice-bar') private readonly notice!: NoticeBar;
  #opener: HTMLElement | null = null;
  #undo: (() => Promise<void>) | null = null;

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
    this.#simulator.close();
    this.#keeper.end();
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('hashchange', this.#onHash);
  }

  // Opening

  async #open(): Promise<void> {
    this.#ready = false;
    const what = wanted(location, this.#simulator);
    switch (what.open) {
      case 'lesson': return this.#openLesson(what.id);
      case 'sandbox': return this.#openShared(what.fetch, what.host);
      case 'free':
        this.tab = 'machine';
        await this.#start(await LabMachine.free(this.#simulator), []);
    }
  }

  async #openLesson(id: string): Promise<void> {
    const machine = await LabMachine.lesson(this.#simulator, id);
    this.machine = machine; // the text can be read while the machine starts
    document.title = t('lab.document-title', { title: machine.bundle!.title });
    this.stops = machine.bundle?.stops ?? this.stops;
    if (!this.#progress.lesson(id)) await Promise.race([this.#progress.fetch(), new Promise((done) => setTimeout(done, 700))]);
    else void this.#progress.fetch().then(() => this.requestUpdate());
    const log = this.#progress.lesson(id)?.log ?? [];
    if (this.#progress.onlyHere(id)) this.#tell(t('progress.only-here'));
    try {
      await this.#start(machine, log);
    } catch (failure) {
      // A log may be too long by now or of an older version; the tasks that were passed stay passed.
      if (!log.length || !(failure instanceof Refused)) throw failure;
      await this.#start(machine, []);
      this.#tell(t('lab.log-refused', { reason: failure.message }));
    }
  }

  /** As a guest: the sandbox runs, and the learner's own progress does not hear of it. */
  async #openShared(fetchSandbox: () => Promise<Sandbox>, host: Host): Promise<void> {
    const sandbox = await fetchSandbox();
    const machine = await LabMachine.sandbox(this.#simulator, sandbox);
    this.host = host;
    document.title = t('lab.document-title', { title: machine.bundle?.title ?? t('lab.sandbox') });
    this.tab = 'machine';
    const opened = await this.#start(machine, sandbox.log);
    if (opened.warning) this.#tell(opened.warning.text);
  }

  async #start(machine: LabMachine, log: LogEntry[]): Promise<Success> {
    const opened = await this.#simulator.request(machine.openRequest(log));
    this.machine = machine;
    this.#keeper.watch(machine);
    this.#ready = true;
    return opened;
  }

  #failed(failure: unknown): void {
    if (failure instanceof Problem) this.problem = failure.status === 404 ? t('lab.no-link') : failure.away ? t('server.away') : failure.message;
    else this.problem = failure instanceof Refused ? failure.message : t('lab.failed', { reason: failure instanceof Error ? failure.message : String(failure) });
  }

  // Acting

  readonly #onAction = (event: Event): void => {
    if (event instanceof ActionEvent) void this.#act(event.action);
  };

  async #act(action: Action): Promise<void> {
    switch (action.do) {
      case 'ask': await this.#ask(action.request); break;
      case 'run': await this.#run(); break;
      case 'pause': this.#simulator.pause(); break;
      case 'stop-at': this.stops = action.on ? [...this.stops, action.stop] : this.stops.filter((s) => s !== action.stop); break;
      case 'restart': await this.#restart(); break;
      case 'undo': await (this.#undo?.() ?? this.#tell(t('lab.nothing-to-undo'))); break;
      case 'panel': await this.#show(() => this.panes.show(action.panel)); break;
      case 'sheet': await this.#show(() => this.panes.show('inspect', action.sheet)); break;
      case 'descriptor': await this.#show(() => this.panes.descriptor(action.key)); break;
      case 'toggle-skin': this.panes.toggleSkin(); break;
      case 'toggle-table': this.panes.toggleTable(); break;
      case 'toggle-projector': if (this.dialog === 'projector') this.#closed(); else await this.#openDialog('projector'); break;
      case 'dialog': await this.#openDialog(action.dialog); break;
      case 'theme': toggleTheme(); this.requestUpdate(); break;
      case 'lesson': await this.#read((lesson) => lesson.focus()); break;
      case 'task': await this.#read((lesson) => lesson.toTask()); break;
      case 'hint': await this.#read((lesson) => lesson.hint()); break;
      case 'word': await this.#read((lesson) => lesson.word(action.term, null)); break;
    }
  }

  async #ask(request: Request): Promise<void> {
    if (!this.#ready) return;
    const before = this.view?.step;
    try {
      const { view } = await this.#simulator.request(request);
      if (view?.stopped && view.step === before) this.#tell(view.stopped.text);
      if (request.do === 'load' || request.do === 'poke') this.#undo = null;
      this.#keeper.soon();
    } catch (failure) {
      this.#refused(failure);
    }
  }

  async #run(): Promise<void> {
    if (this.running) return this.#simulator.pause();
    if (!this.#ready) return;
    await this.#simulator.run(this.stops).then(() => this.#keeper.soon()).catch((failure: unknown) => this.#refused(failure));
  }

  /** Everything that was done and typed is kept aside, so that a restart by mistake costs nothing. */
  async #restart(): Promise<void> {
    const machine = this.machine;
    if (!this.#ready || !machine) return;
    const { log = [] } = await this.#simulator.request({ do: 'log' });
    const typed = this.panes.forgetTyping();
    await this.#ask({ do: 'restart' });
    if (!log.length && !typed.size) return;
    this.#undo = async () => {
      this.#undo = null;
      await this.#ask(machine.openRequest(log));
      this.panes.retype(typed);
      this.#tell(t('lab.restart-undone'));
    };
    this.#tell(t('lab.restarted'), { label: t('lab.undo'), key: 'U', act: () => void this.#undo?.() });
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

  async #openDialog(dialog: Dialog): Promise<void> {
    if (dialog === 'share') await import('../share/share-dialog');
    if (dialog === 'keys') await import('../dialog/keys-dialog');
    if (dialog === 'palette') await import('../dialog/command-palette');
    if (dialog === 'progress') await import('../dialog/progress-dialog');
    if (dialog === 'projector') await import('./projector-view');
    this.#opener = focused();
    this.dialog = dialog;
  }

  /** The focus goes back to what opened the dialog; a key opened it from nowhere, then on to the task or the machine. */
  readonly #closed = (): void => {
    this.dialog = null;
    void this.updateComplete.then(() => giveBack(this.#opener, () => {
      if (this.lesson?.checkVisibility()) this.lesson.toTask();
      else void this.panes.show('picture' satisfies Panel);
    }));
  };

  // Noticing

  readonly #changed = (): void => {
    this.view = this.#simulator.view;
    this.running = this.#simulator.running;
    if (this.#simulator.failure !== null) this.problem = t('lab.no-simulator', { reason: this.#simulator.failure });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const action = this.dialog && this.dialog !== 'projector' ? null : actionFor(event);
    if (!action) return;
    event.preventDefault();
    void this.#act(action);
  };

  readonly #onHash = (): void => {
    if (isSharedHash(location.hash)) void this.#keeper.leave().then(() => this.#open()).catch((failure: unknown) => this.#failed(failure));
  };

  // Drawing

  protected override render() {
    const bundle = this.machine?.bundle ?? null, frame = this.#frame.now, tabs = frame === 'phone' && bundle !== null;
    const before = bundle && !this.machine?.shared ? this.#progress.passed(bundle.id) : new Set<string>();
    const hides = (tab: string) => tabs && this.tab !== tab;
    return html`<a class="skip" href="#machine" @click=${(e: Event) => { e.preventDefault(); void this.#act({ do: 'panel', panel: 'picture' }); }}>${t('lab.skip')}</a>
      <lab-header .bundle=${bundle} .lessons=${this.lessons} .passed=${before} .begun=${this.#progress.begun()} .tasks=${this.view?.tasks ?? []} ?phone=${frame === 'phone'} ?sandbox=${this.machine !== null && (!bundle || this.machine.shared !== null)}></lab-header>
      ${this.problem ? html`<div class="problem" role="alert">${icon('cross')}<span>${this.problem}</span><a class="btn" href="/">${t('lab.home')}</a></div>` : nothing}
      ${this.#guest()}
      ${tabs ? html`<tab-list .tab=${this.tab} @turn=${(e: CustomEvent<'lesson' | 'machine'>) => this.#turn(e.detail)}></tab-list>` : nothing}
      <div class="body ${frame} ${bundle ? '' : 'free'}">
        ${bundle ? html`<section class="lesson" aria-label=${t('tab.lesson')} ?hidden=${hides('lesson')}><lesson-pane .bundle=${bundle} .view=${this.view} .earlier=${before}></lesson-pane></section>` : nothing}
        <section class="machine" id="machine" aria-label=${t('lab.machine')} ?hidden=${hides('machine')}><machine-panes .view=${this.view} .machine=${this.machine} .simulator=${this.#simulator} frame=${frame}></machine-panes></section>
      </div>
      <time-line .view=${this.view} ?running=${this.running} .stops=${this.stops} ?phone=${frame === 'phone'}></time-line>
      <notice-bar></notice-bar>
      ${this.#dialog()}`;
  }

  #guest() {
    if (!this.machine?.shared) return nothing;
    const id = this.machine.lessonId;
    return html`<guest-banner .lesson=${id} .host=${this.host} ?replaces=${id !== null && this.#progress.lesson(id) !== null} @keep=${() => void this.#adopt(id!)}></guest-banner>`;
  }

  async #adopt(lesson: string): Promise<void> {
    await this.#keeper.adopt(lesson);
    location.assign(`/lesson/${lesson}`);
  }

  #dialog() {
    const close = this.#closed;
    switch (this.dialog) {
      case null: return nothing;
      case 'share': return html`<share-dialog .machine=${this.machine} @close=${close}></share-dialog>`;
      case 'keys': return html`<keys-dialog @close=${close}></keys-dialog>`;
      case 'palette': return html`<command-palette .view=${this.view} .lessons=${this.lessons} .words=${this.machine?.bundle?.glossary ?? []} @close=${close}></command-palette>`;
      case 'progress': return html`<progress-dialog @close=${close} @claimed=${() => location.reload()}></progress-dialog>`;
      case 'projector': return html`<projector-view .view=${this.view} skin=${this.panes.skin} @close=${close}></projector-view>`;
    }
  }
}
