import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import type { LessonPane } from '../lesson/lesson-pane';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import { toggleTheme } from '../page/theme';
import { Progress } from '../progress/progress';
import { api, Problem } from '../server/api';
import type { Sandbox, Stop, Success, View } from '../simulator/protocol';
import { Refused, Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import { ActionEvent, type Action, type Dialog, type Panel } from './action';
import { actionFor } from './keyboard';
import { LabMachine } from './machine';
import { labStyle } from './style';
import '../code/code-panel';
import '../header/lab-header';
import { sheets, type Sheet } from '../inspect/inspect-panel';
import '../lesson/lesson-pane';
import '../picture/ring-picture';
import '../timeline/time-line';
import '../trace/trace-panel';
import '../why/why-card';

type Frame = 'wide' | 'middle' | 'phone';
const wide = matchMedia('(min-width: 1100px)'), middle = matchMedia('(min-width: 760px)');
const lowPanels: Panel[] = ['inspect', 'trace', 'server'];
const keepAfter = 600, sendAfter = 2500;
const skinKey = 'cloister.skin';

/** The lab: lesson on the left, machine on the right, time along the bottom. */
@customElement('lab-page')
export class LabPage extends LitElement {
  static override styles = [base, labStyle];

  readonly #simulator = new Simulator();
  readonly #progress = new Progress((text) => this.#tell(text));
  @state() private machine: LabMachine | null = null;
  @state() private view: View | null = null;
  /** The machine is open and may be asked. */
  #ready = false;
  @state() private running = false;
  @state() private stops: Stop[] = ['ring', 'fault'];
  @state() private panel: Panel = 'picture';
  @state() private low: Panel = 'inspect';
  @state() private opened: string | null = null;
  @state() private sheet: Sheet = 'now';
  @state() private skin: 'plan' | 'monastery' = localStorage.getItem(skinKey) === 'monastery' ? 'monastery' : 'plan';
  @state() private table = false;
  @state() private projector = false;
  @state() private dialog: Dialog | null = null;
  @state() private tab: 'lesson' | 'machine' = 'lesson';
  @state() private frame: Frame = frameNow();
  @state() private lessons: LessonEntry[] = [];
  @state() private problem = '';
  @state() private notice = '';
  @query('lesson-pane') private readonly lessonPane!: LessonPane | null;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#simulator.addEventListener('change', this.#changed);
    this.addEventListener(ActionEvent.type, this.#onAction);
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('hashchange', this.#onHash);
    document.addEventListener('visibilitychange', this.#onHidden);
    wide.addEventListener('change', this.#onFrame);
    middle.addEventListener('change', this.#onFrame);
    void loadIndex().then((found) => (this.lessons = found));
    void this.#open().catch((failure: unknown) => this.#failed(failure));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#simulator.close();
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('hashchange', this.#onHash);
    document.removeEventListener('visibilitychange', this.#onHidden);
    wide.removeEventListener('change', this.#onFrame);
    middle.removeEventListener('change', this.#onFrame);
  }

  // Opening

  async #open(): Promise<void> {
    const path = location.pathname.replace(/\/(index\.html)?$/, '');
    const lesson = /^\/lesson\/(.+)$/.exec(path)?.[1];
    const link = /^\/s\/([^/]+)$/.exec(path)?.[1];
    const fragment = /^#s=(.+)$/.exec(location.hash)?.[1];
    if (fragment) return this.#openShared(async () => (await this.#simulator.request({ do: 'unshare', fragment })).sandbox!);
    const assigned = /^#class=([^&]+)&n=(\d+)$/.exec(location.hash);
    if (assigned) return this.#openShared(() => assignment(decodeURIComponent(assigned[1]!), Number(assigned[2])));
    if (link) return this.#openShared(async () => (await api.link(decodeURIComponent(link))).sandbox);
    if (lesson) return this.#openLesson(decodeURIComponent(lesson));
    await this.#start(await LabMachine.free(this.#simulator), []);
    this.tab = 'machine';
  }

  async #openLesson(id: string): Promise<void> {
    const machine = await LabMachine.lesson(this.#simulator, id);
    this.machine = machine; // the text can be read while the machine starts
    document.title = t('lab.document-title', { title: machine.bundle!.title });
    this.stops = machine.bundle?.stops ?? this.stops;
    if (!this.#progress.lesson(id)) await Promise.race([this.#progress.fetch(), new Promise((done) => setTimeout(done, 700))]);
    else void this.#progress.fetch().then(() => this.requestUpdate());
    const log = this.#progress.lesson(id)?.log ?? [];
    try {
      await this.#start(machine, log);
    } catch (failure) {
      // A log may be too long by now or of an older version; the tasks that were passed stay passed.
      if (!log.length || !(failure instanceof Refused)) throw failure;
      await this.#start(machine, []);
      this.#tell(t('lab.log-refused', { reason: failure.message }));
    }
  }

  async #openShared(fetchSandbox: () => Promise<Sandbox>): Promise<void> {
    const sandbox = await fetchSandbox();
    const machine = await LabMachine.sandbox(this.#simulator, sandbox);
    document.title = t('lab.document-title', { title: machine.bundle?.title ?? t('lab.sandbox') });
    this.tab = 'machine';
    const opened = await this.#start(machine, sandbox.log);
    if (opened.warning) this.#tell(opened.warning.text);
  }

  async #start(machine: LabMachine, log: Parameters<LabMachine['openRequest']>[0]): Promise<Success> {
    const opened = await this.#simulator.request(machine.openRequest(log));
    this.machine = machine;
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
      case 'run':
        if (this.running) this.#simulator.pause();
        else if (this.#ready) await this.#simulator.run(this.stops).then(() => this.#scheduleKeep()).catch((failure: unknown) => this.#refused(failure));
        break;
      case 'pause': this.#simulator.pause(); break;
      case 'stop-at': this.stops = action.on ? [...this.stops, action.stop] : this.stops.filter((s) => s !== action.stop); break;
      case 'panel': await this.#show(action.panel); break;
      case 'descriptor': this.opened = null; await this.updateComplete; this.opened = action.key; this.sheet = 'tables'; await this.#show('inspect', true); break;
      case 'sheet': this.sheet = action.sheet; await this.#show('inspect', true); break;
      case 'toggle-skin': this.#setSkin(this.skin === 'plan' ? 'monastery' : 'plan'); break;
      case 'toggle-table': this.table = !this.table; break;
      case 'toggle-projector': this.projector = !this.projector; break;
      case 'dialog': await this.#openDialog(action.dialog); break;
      case 'theme': toggleTheme(); this.requestUpdate(); break;
      case 'word': this.tab = 'lesson'; await this.updateComplete; this.lessonPane?.word(action.term); break;
    }
  }

  async #ask(request: Parameters<Simulator['request']>[0]): Promise<void> {
    if (!this.#ready) return;
    try {
      await this.#simulator.request(request);
      this.#scheduleKeep();
    } catch (failure) {
      this.#refused(failure);
    }
  }

  #refused(failure: unknown): void {
    if (failure instanceof Refused) this.#tell(failure.message);
    else this.#failed(failure);
  }

  #tell(text: string): void {
    this.notice = text;
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => (this.notice = ''), 8000);
  }

  async #show(panel: Panel, sameSheet = false): Promise<void> {
    if (panel === 'inspect' && !sameSheet && this.low === 'inspect' && this.panel === 'inspect') this.sheet = sheets[(sheets.indexOf(this.sheet) + 1) % sheets.length]!;
    this.panel = panel;
    this.tab = 'machine';
    if (panel === 'server') await import('../runs/server-panel');
    if (lowPanels.includes(panel) || (panel === 'code' && this.skin === 'monastery')) this.low = panel;
    else if (this.frame === 'wide' && this.low === 'code') this.low = 'inspect';
    await this.updateComplete;
    const shown = this.renderRoot.querySelector<HTMLElement>(`[data-panel="${panel}"]`);
    if (shown) focusOnce(shown);
  }

  #setSkin(skin: 'plan' | 'monastery'): void {
    this.skin = skin;
    localStorage.setItem(skinKey, skin);
    if (skin === 'monastery' && this.low === 'inspect') this.low = 'code';
    if (skin === 'plan' && this.low === 'code') this.low = 'inspect';
  }

  async #openDialog(dialog: Dialog): Promise<void> {
    if (dialog === 'share') await import('../share/share-dialog');
    if (dialog === 'keys') await import('../dialog/keys-dialog');
    if (dialog === 'palette') await import('../dialog/command-palette');
    if (dialog === 'progress') await import('../dialog/progress-dialog');
    this.dialog = dialog;
  }

  // Keeping

  #scheduleKeep(): void {
    if (!this.machine?.lessonId || this.machine.shared) return;
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => void this.#keep(), keepAfter);
  }

  async #keep(): Promise<void> {
    const id = this.machine?.lessonId;
    if (!id || this.running || !this.view) return;
    const { log } = await this.#simulator.request({ do: 'log' });
    if (!log || !this.view) return;
    this.#progress.keep(id, this.view, log);
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => void this.#progress.send(id).then(() => this.requestUpdate()), sendAfter);
  }

  readonly #onHidden = (): void => {
    if (document.visibilityState === 'hidden') void this.#keep();
  };

  // Noticing

  readonly #changed = (): void => {
    this.view = this.#simulator.view;
    this.running = this.#simulator.running;
    if (this.#simulator.failure !== null) this.problem = t('lab.no-simulator', { reason: this.#simulator.failure });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.projector) {
      this.projector = false;
      return;
    }
    const action = this.dialog ? null : actionFor(event);
    if (!action) return;
    event.preventDefault();
    void this.#act(action);
  };

  readonly #onHash = (): void => {
    if (/^#(s|class)=/.test(location.hash)) void this.#open().catch((failure: unknown) => this.#failed(failure));
  };

  readonly #onFrame = (): void => {
    this.frame = frameNow();
  };

  protected override updated(changed: PropertyValues): void {
    if (changed.has('frame') || changed.has('projector')) this.toggleAttribute('projecting', this.projector);
  }

  // Drawing

  protected override render() {
    const bundle = this.machine?.bundle ?? null;
    const before = bundle && !this.machine?.shared ? this.#progress.passed(bundle.id) : new Set<string>();
    return html`<a class="skip" href="#machine" @click=${(e: Event) => { e.preventDefault(); void this.#show('picture'); }}>${t('lab.skip')}</a>
      <lab-header .bundle=${bundle} .lessons=${this.lessons} .passed=${before} .begun=${this.#progress.begun()} .tasks=${this.view?.tasks ?? []} ?phone=${this.frame === 'phone'} ?sandbox=${this.machine !== null && (!bundle || this.machine.shared !== null)}></lab-header>
      ${this.problem ? html`<div class="problem" role="alert">${icon('cross')}<span>${this.problem}</span><a class="btn" href="/">${t('lab.home')}</a></div>` : nothing}
      ${this.frame === 'phone' && bundle ? this.#tabs() : nothing}
      <div class="body ${this.frame} ${this.skin} ${bundle ? '' : 'free'}">
        ${bundle ? html`<section class="lesson" aria-label=${t('tab.lesson')} ?hidden=${this.frame === 'phone' && this.tab !== 'lesson'}><lesson-pane .bundle=${bundle} .view=${this.view} .earlier=${before}></lesson-pane></section>` : nothing}
        <section class="machine" id="machine" aria-label=${t('lab.machine')} ?hidden=${this.frame === 'phone' && this.tab !== 'machine' && bundle !== null}>${this.frame === 'wide' ? this.#wide() : this.#narrow()}</section>
      </div>
      <time-line .view=${this.view} ?running=${this.running} .stops=${this.stops} ?phone=${this.frame === 'phone'}></time-line>
      ${this.notice ? html`<div class="notice" role="status">${this.notice}<button class="btn square quiet" aria-label=${t('dialog.close')} @click=${() => (this.notice = '')}>${icon('cross')}</button></div>` : html`<div class="notice" role="status" hidden></div>`}
      ${this.projector ? this.#projector() : nothing}
      ${this.#dialog()}`;
  }

  #tabs() {
    const tab = (name: 'lesson' | 'machine') => html`<button role="tab" aria-selected=${this.tab === name} @click=${() => (this.tab = name)}>${t(`tab.${name}`)}</button>`;
    return html`<div class="tabs" role="tablist" aria-label=${t('tab.label')}>${tab('lesson')}${tab('machine')}</div>`;
  }

  #wide() {
    const monastery = this.skin === 'monastery';
    const choices: Panel[] = monastery ? ['code', ...lowPanels] : lowPanels;
    const low = choices.includes(this.low) ? this.low : choices[0]!;
    return html`
      <section class="cell code" aria-label=${t('panel.code')} ?hidden=${monastery && low !== 'code'}>${monastery ? this.#lowHead(choices, low) : nothing}${this.#code()}</section>
      <section class="cell low" aria-label=${t(`panel.${low}`)} ?hidden=${low === 'code'}>${this.#lowHead(choices, low)}${this.#panel(low)}</section>
      <section class="cell picture" aria-label=${t('panel.picture')}>${this.#pictureHead()}${this.#picture()}</section>
      <section class="cell why" aria-label=${t('panel.why')}><why-card .view=${this.view}></why-card></section>`;
  }

  #lowHead(choices: Panel[], low: Panel) {
    return html`<div class="phead"><div class="seg" role="group" aria-label=${t('panel.choose')}>${choices.map((p) => (p === 'inspect' ? sheets.map((s) => html`<button aria-pressed=${low === 'inspect' && s === this.sheet} @click=${() => void this.#act({ do: 'sheet', sheet: s })}>${t(`inspect.${s}`)}</button>`) : html`<button aria-pressed=${p === low} @click=${() => void this.#show(p)}>${t(`panel.${p}`)}</button>`))}</div></div>`;
  }

  #narrow() {
    const choices: Panel[] = ['code', 'picture', 'inspect', 'trace', 'server'];
    return html`<div class="phead phone-head"><div class="seg" role="group" aria-label=${t('panel.choose')}>${choices.map((p) => html`<button aria-pressed=${p === this.panel} @click=${() => void this.#show(p)}>${t(`panel.short.${p}`)}</button>`)}</div>
        ${this.panel === 'picture' ? html`<button class="btn" aria-label=${t(this.skin === 'plan' ? 'picture.to-monastery' : 'picture.to-plan')} @click=${() => this.#setSkin(this.skin === 'plan' ? 'monastery' : 'plan')}>${t(this.skin === 'plan' ? 'skin.monastery' : 'skin.plan')}</button>` : nothing}</div>
      <div class="one">${this.panel === 'picture' ? html`${this.#picture()}<why-card .view=${this.view}></why-card>` : this.panel === 'code' ? this.#code() : this.#panel(this.panel)}</div>`;
  }

  #code() {
    return html`<code-panel data-panel="code" .code=${this.view?.code ?? null} .simulator=${this.#simulator} ?refused=${this.view?.status === 'fault'} ?bare=${this.frame !== 'wide' || this.skin === 'monastery'}></code-panel>`;
  }

  #panel(panel: Panel) {
    switch (panel) {
      case 'inspect': return html`<inspect-panel data-panel="inspect" .view=${this.view} .simulator=${this.#simulator} .sheet=${this.sheet} .opened=${this.opened} ?bare=${this.frame === 'wide'}></inspect-panel>`;
      case 'trace': return html`<trace-panel data-panel="trace" .view=${this.view}></trace-panel>`;
      case 'server': return html`<server-panel data-panel="server" .machine=${this.machine}></server-panel>`;
      case 'code': case 'picture': return nothing;
    }
  }

  #pictureHead() {
    const cpl = this.view?.cpl;
    return html`<div class="phead"><h2>${t('panel.picture')}</h2>${this.#skins()}
      <span class="end"><span class="meta" data-name="CPL">CPL</span><b class="k${cpl ?? 0}">${cpl ?? '–'}</b>
        <button class="btn square quiet" aria-pressed=${this.table} aria-label=${t('picture.as-table')} title=${t('picture.as-table')} @click=${() => (this.table = !this.table)}>${icon('table')}</button>
        <button class="btn square quiet" aria-label=${t('picture.projector')} title=${t('picture.projector')} @click=${() => (this.projector = true)}>${icon('wide')}</button></span></div>`;
  }

  #skins() {
    const skin = (name: 'plan' | 'monastery') => html`<button aria-pressed=${this.skin === name} @click=${() => this.#setSkin(name)}>${t(`skin.${name}`)}</button>`;
    return html`<span class="seg" role="group" aria-label=${t('skin.label')}>${skin('plan')}${skin('monastery')}</span>`;
  }

  #picture(zoom = 1) {
    return html`<ring-picture data-panel="picture" .rings=${this.view?.rings ?? null} .sentence=${this.view?.sentence ?? null} .step=${this.view?.step ?? 0} skin=${this.skin} ?table=${this.table} .zoom=${zoom}></ring-picture>`;
  }

  #projector() {
    return html`<div class="projector" role="dialog" aria-label=${t('picture.projector')}>${this.#picture(Math.max(1.4, Math.min(innerWidth / 760, innerHeight / 480)))}
      <p>${say(this.view?.sentence ?? null)}</p><button class="btn square quiet" aria-label=${t('dialog.close')} @click=${() => (this.projector = false)}>${icon('cross')}</button></div>`;
  }

  #dialog() {
    const close = () => (this.dialog = null);
    switch (this.dialog) {
      case null: return nothing;
      case 'share': return html`<share-dialog .machine=${this.machine} @close=${close}></share-dialog>`;
      case 'keys': return html`<keys-dialog @close=${close}></keys-dialog>`;
      case 'palette': return html`<command-palette .view=${this.view} .lessons=${this.lessons} .words=${this.machine?.bundle?.glossary ?? []} @close=${close}></command-palette>`;
      case 'progress': return html`<progress-dialog @close=${close} @claimed=${() => location.reload()}></progress-dialog>`;
    }
  }
}

async function assignment(code: string, number: number): Promise<Sandbox> {
  const found = (await api.class(code)).assignments.find((a) => a.number === number);
  if (!found?.sandbox) throw new Problem('', 404);
  return found.sandbox;
}

function frameNow(): Frame {
  return wide.matches ? 'wide' : middle.matches ? 'middle' : 'phone';
}

/**
 * Focuses a panel itself. What a host with a negative tab index holds cannot be reached with Tab,
 * so it has the index only until the next key.
 */
function focusOnce(host: HTMLElement): void {
  const done = () => host.removeAttribute('tabindex');
  host.tabIndex = -1;
  host.focus();
  host.addEventListener('keydown', done, { once: true });
  host.addEventListener('blur', done, { once: true });
}
