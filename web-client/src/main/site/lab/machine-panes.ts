import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CodePanel } from '../code/code-panel';
import type { InspectPanel } from '../inspect/inspect-panel';
import { isOfKernel, sheetName, sheetsOf, type Sheet } from '../inspect/sheets';
import { t, type MessageId } from '../messages/text';
import type { Pane, Picture } from '../lesson/bundle';
import type { Request, View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import { act, type Panel } from './action';
import { focusOnce } from './focus';
import { touch, type Frame } from './frame';
import type { LabMachine } from './machine';
import { panesStyle } from './panes-style';
import { picturesOf, type PicturePanel } from './picture-panel';
import { reader } from './place';
import { find, light, sight, type Sight } from './see';
import { SizeStyle, type SizeName } from './sizes';
import '../code/code-panel';
import '../inspect/inspect-panel';
import '../trace/trace-panel';
import '../why/why-card';
import './console-line';
import './pane-divider';
import './picture-panel';

const lowPanels: Panel[] = ['inspect', 'trace', 'server'];
export type Skin = 'plan' | 'monastery';

/**
 * The machine's panels: code, picture, why, and one of the others below; on a small screen one at a
 * time.
 */
@customElement('machine-panes')
export class MachinePanes extends LitElement {
  static override styles = [base, panesStyle];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) machine: LabMachine | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  @property({ reflect: true }) frame: Frame = 'wide';
  /** How the rings are drawn; the monastery takes the whole width. */
  @property({ reflect: true }) skin: Skin = 'plan';
  /** A program of one's own in C, whose text and output take the room. */
  @property({ type: Boolean, reflect: true }) program = false;
  @state() private picture: Picture = 'rings';
  @state() private panel: Panel = 'picture';
  @state() private low: Panel = 'inspect';
  @state() private sheet: Sheet = 'now';
  @state() private opened: string | null = null;
  @state() private address: number | null = null;
  /** The address whose pages the sheet was asked for. */
  @state() private linear: number | null = null;
  @state() private watching = false;
  #begun = false;
  readonly sizes = new SizeStyle(this);
  @query('code-panel') private readonly code!: CodePanel | null;

  // Choosing

  /** Shows a panel and gives it the focus; asked for again, the inspector shows its next sheet. */
  async show(panel: Panel, sheet?: Sheet): Promise<void> {
    if (sheet && isOfKernel(sheet) && !this.machine?.kernel) return;
    if (sheet) this.sheet = sheet;
    else if (panel === 'inspect' && this.low === 'inspect' && this.panel === 'inspect')
      this.sheet = this.#sheets[(this.#sheets.indexOf(this.sheet) + 1) % this.#sheets.length]!;
    if (panel === 'server') await loadServerPanel();
    await this.#turnTo(panel);
    const shown = this.renderRoot.querySelector<HTMLElement>(`[data-panel="${panel}"]`);
    if (panel === 'code') {
      if (!touch.matches) shown?.focus();
    } else if (shown) focusOnce(shown);
  }

  async #turnTo(panel: Panel): Promise<void> {
    this.panel = panel;
    if (lowPanels.includes(panel) || (panel === 'code' && this.skin === 'monastery'))
      this.low = panel;
    else if (this.frame === 'wide' && this.low === 'code') this.low = 'inspect';
    await this.updateComplete;
  }

  /** To the keyboard of the machine, where it is in sight. */
  toTerminal(): void {
    const terminals = this.renderRoot.querySelector<HTMLElement>('lab-terminals');
    if (terminals?.checkVisibility()) terminals.focus();
  }

  get #sheets(): Sheet[] {
    const { devices = false, guests = false, c = false, kernel = false } = this.machine ?? {};
    return sheetsOf({ devices, guests, c, kernel }, this.sheet);
  }

  async descriptor(key: string): Promise<void> {
    this.opened = null;
    await this.updateComplete;
    this.opened = key;
    await this.show('inspect', 'tables');
  }

  async memory(address: number): Promise<void> {
    this.address = null;
    await this.updateComplete;
    this.address = address;
    await this.show('inspect', 'memory');
  }

  /** To a thing that a lesson's words name: where it lives is opened, and it lights up. */
  async see(path: string): Promise<void> {
    const place = sight(path, this.view);
    if (!place) return;
    await this.#open(place);
    // What a sheet asks the simulator for is there a moment later.
    for (let tries = 0; tries < 20; tries++) {
      const found = place.find ? find(this.renderRoot, place.find) : null;
      if (found?.checkVisibility()) return light(found);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async #open(place: Sight): Promise<void> {
    switch (place.at) {
      case 'sheet':
        return this.show('inspect', place.sheet);
      case 'descriptor':
        return this.descriptor(place.key);
      case 'memory':
        return this.memory(place.address);
      case 'page':
        this.linear = place.linear;
        return this.show('inspect', 'pages');
      case 'picture':
        if (place.picture) this.choose(place.picture);
        return this.show('picture');
      case 'code':
        await this.#turnTo('code');
        return this.code?.see(place.file, place.line);
      case 'console':
        return;
    }
  }

  /** To where a value is named that is not in sight. */
  async watch(): Promise<void> {
    this.watching = true;
    await import('../inspect/watch-list');
    await this.show('inspect', 'now');
    this.renderRoot.querySelector<InspectPanel>('inspect-panel')?.watch();
  }

  /**
   * Opens what the reader had open in this tab, or else what the lesson asks for. A program in C
   * begins with its own sheet, and one's own with its text; a machine with a kernel with that, and
   * without a lesson with its terminal.
   */
  begin({ bundle, c, kernel, terminals, guests, translates }: LabMachine): void {
    const place = reader.place();
    const [left, right] = bundle?.panes ?? [];
    for (const pane of [left, right]) if (pane) this.#start(pane);
    this.panel = left ? panelOf(left) : 'picture';
    if (kernel && !bundle?.panes?.length) this.sheet = 'calls';
    if (c && !bundle?.panes?.length) this.sheet = 'c';
    if ((c || terminals) && !bundle) this.panel = 'code';
    this.panel = place.panel ?? this.panel;
    if (place.sheet && (kernel || !isOfKernel(place.sheet))) this.sheet = place.sheet;
    const own = kernel ? 'processes' : guests ? 'guests' : 'rings';
    const kept =
      place.picture && picturesOf({ kernel, guests, translates }).includes(place.picture);
    this.choose(kept ? place.picture! : bundle?.picture || own);
    this.low = place.low ?? this.low;
    this.#begun = true;
  }

  #start(pane: Pane): void {
    const panel = panelOf(pane);
    if (lowPanels.includes(panel)) this.low = panel;
    if (panel === 'inspect') this.sheet = sheetOf(pane);
  }

  /** Shows another picture; the code stays in sight whichever it is. */
  choose(picture: Picture): void {
    this.picture = picture;
    const skin = picture === 'monastery' ? 'monastery' : 'plan';
    if (skin === this.skin) return;
    this.skin = skin;
    this.low = skin === 'monastery' ? 'code' : this.low === 'code' ? 'inspect' : this.low;
  }

  toggleSkin(): void {
    this.choose(this.picture === 'monastery' ? 'rings' : 'monastery');
  }

  toggleTable(): void {
    this.renderRoot.querySelector<PicturePanel>('picture-panel')?.toggleTable();
  }

  /** After a restart the editor shows what the machine has. */
  forgetTyping(): Map<string, string> {
    return this.code?.forget() ?? new Map<string, string>();
  }

  typing(): Map<string, string> {
    return this.code?.typing() ?? new Map<string, string>();
  }

  async take(): Promise<Request | null | false> {
    return (await this.code?.take()) ?? null;
  }

  retype(typed: Map<string, string>): void {
    this.code?.retype(typed);
  }

  protected override updated(changed: PropertyValues): void {
    const { panel, low, sheet, picture } = this;
    this.toggleAttribute('kernel', this.machine?.terminals ?? false);
    this.toggleAttribute('guests', this.#guests);
    this.toggleAttribute('typed', this.#typed);
    if (this.#begun && ['panel', 'low', 'sheet', 'picture'].some((name) => changed.has(name)))
      reader.moved({ panel, low, sheet, picture });
  }

  get #guests(): boolean {
    return this.machine?.guests ?? false;
  }

  /** A machine of one's own that is typed at. */
  get #typed(): boolean {
    return (this.machine?.terminals ?? false) && !this.machine?.bundle;
  }

  // Drawing

  protected override render() {
    return this.frame === 'wide' ? this.#wide() : this.#narrow();
  }

  #wide() {
    const monastery = this.skin === 'monastery';
    const choices: Panel[] = monastery ? ['code', ...lowPanels] : lowPanels;
    const low = choices.includes(this.low) ? this.low : choices[0]!;
    return html` <section
        class="cell code"
        aria-label=${t(this.machine?.terminals ? 'panel.terminal' : 'panel.code')}
        ?hidden=${monastery && low !== 'code'}
      >
        ${monastery ? this.#lowHead(choices, low) : nothing}${
          this.machine?.terminals ? this.#terminal() : this.#code()
        }
      </section>
      <section class="cell low" aria-label=${t(`panel.${low}`)} ?hidden=${low === 'code'}>
        ${this.#lowHead(choices, low)}${this.#panel(low)}
      </section>
      <section class="cell picture" aria-label=${t('panel.picture')}>${this.#picture()}</section>
      <section class="cell why" aria-label=${t('panel.why')}>
        <why-card .view=${this.view}></why-card>
      </section>
      ${this.#console(this.program && !monastery)}${this.#dividers(monastery)}`;
  }

  /** What a program in C writes is UTF-8, and may be many lines. */
  #console(tall = false) {
    if (this.machine?.terminals) return nothing;
    return html`<console-line
      class="printed"
      .view=${this.view}
      ?c=${this.machine?.c ?? false}
      ?tall=${tall}
    ></console-line>`;
  }

  #dividers(monastery: boolean) {
    const divider = (of: SizeName, at: '' | 'left' | 'right' | 'below', across: boolean) =>
      html`<pane-divider class=${at} of=${of} ?across=${across}></pane-divider>`;
    if (monastery)
      return [divider('monastery', '', true), divider('monastery-columns', 'below', false)];
    return this.program
      ? [
          divider('program-code', '', false),
          divider('output', 'left', true),
          divider('program-picture', '', false),
          divider('picture', 'right', true),
        ]
      : [
          divider('code', 'left', true),
          divider(this.#typed ? 'terminal-columns' : 'columns', '', false),
          divider(this.#pictureSize, 'right', true),
        ];
  }

  get #pictureSize(): SizeName {
    if (this.machine?.terminals) return 'kernel-picture';
    return this.#guests ? 'guests-picture' : 'picture';
  }

  #lowHead(choices: Panel[], low: Panel) {
    const panel = (p: Panel) =>
      html`<button aria-pressed=${p === low} @click=${() => act(this, { do: 'panel', panel: p })}>
        ${t(`panel.${p}`)}
      </button>`;
    const sheet = (s: Sheet) =>
      html`<button
        aria-pressed=${low === 'inspect' && s === this.sheet}
        @click=${() => act(this, { do: 'sheet', sheet: s })}
      >
        ${t(sheetName(s, this.sheet))}
      </button>`;
    return html`<div class="phead">
      <div class="seg" role="group" aria-label=${t('panel.choose')}>
        ${choices.map((p) => (p === 'inspect' ? this.#sheets.map(sheet) : panel(p)))}
      </div>
    </div>`;
  }

  #narrow() {
    const choices: Panel[] = ['code', 'picture', 'inspect', 'trace', 'server'];
    // what is shown stays: the sheets have buttons of their own below
    const choose = (panel: Panel) => panel !== this.panel && act(this, { do: 'panel', panel });
    return html`<div class="phead narrow-head">
        <div class="seg" role="group" aria-label=${t('panel.choose')}>
          ${choices.map(
            (p) =>
              html`<button aria-pressed=${p === this.panel} @click=${() => choose(p)}>
                ${t(this.#name(p))}
              </button>`,
          )}
        </div>
      </div>
      <div class="one">
        ${
          this.machine?.terminals
            ? this.#terminal(this.panel !== 'code')
            : this.#code(this.panel !== 'code')
        }${
          this.panel === 'picture'
            ? html`${this.#picture(true)}<why-card .view=${this.view}></why-card>`
            : this.#panel(this.panel)
        }
      </div>
      ${this.#console()}`;
  }

  /** Where people type stands in the place of the code. */
  #name(panel: Panel): MessageId {
    return panel === 'code' && this.machine?.terminals ? 'panel.terminal' : `panel.short.${panel}`;
  }

  /** Where people type, in the place of code that nobody here writes. */
  #terminal(hidden = false) {
    void import('../terminal/lab-terminals');
    return html`<lab-terminals
      data-panel="code"
      ?hidden=${hidden}
      .view=${this.view}
      .simulator=${this.simulator}
      ?guest=${this.machine?.shared != null}
    ></lab-terminals>`;
  }

  /** What is typed there is kept while another panel is shown. */
  #code(hidden = false) {
    return html`<code-panel
      data-panel="code"
      ?hidden=${hidden}
      ?lesson=${this.machine?.lessonId != null}
      .code=${this.view?.code ?? this.machine?.source ?? null}
      .original=${(file: string) => this.machine?.original(file)}
      .simulator=${this.simulator}
      ?refused=${this.view?.status === 'fault'}
      ?ended=${this.view?.status === 'halted'}
      ?begins=${this.view?.step === 0}
      ?bare=${this.frame !== 'wide' || this.skin === 'monastery'}
    ></code-panel>`;
  }

  #panel(panel: Panel) {
    switch (panel) {
      case 'inspect':
        return html`<inspect-panel
          data-panel="inspect"
          .view=${this.view}
          .simulator=${this.simulator}
          .sheet=${this.sheet}
          .opened=${this.opened}
          .address=${this.address}
          .linear=${this.linear}
          ?watching=${this.watching}
          ?devices=${this.machine?.devices ?? false}
          ?guests=${this.machine?.guests ?? false}
          ?c=${this.machine?.c ?? false}
          ?kernel=${this.machine?.kernel ?? false}
          ?bare=${this.frame === 'wide'}
        ></inspect-panel>`;
      case 'trace':
        return html`<trace-panel data-panel="trace" .view=${this.view}></trace-panel>`;
      case 'server':
        return html`<server-panel data-panel="server" .machine=${this.machine}></server-panel>`;
      case 'code':
      case 'picture':
        return nothing;
    }
  }

  #picture(narrow = false) {
    return html`<picture-panel
      data-panel="picture"
      .view=${this.view}
      .simulator=${this.simulator}
      .picture=${this.picture}
      ?guests=${this.machine?.guests}
      ?translates=${this.machine?.translates}
      ?kernel=${this.machine?.kernel}
      ?narrow=${narrow}
    ></picture-panel>`;
  }
}

function panelOf(pane: Pane): Panel {
  return pane === 'code' || pane === 'picture' || pane === 'trace' ? pane : 'inspect';
}

function sheetOf(pane: Pane): Sheet {
  switch (pane) {
    case 'transfers':
      return 'passage';
    case 'tables':
    case 'memory':
    case 'pages':
    case 'devices':
    case 'exits':
    case 'c':
    case 'calls':
    case 'processes':
    case 'files':
    case 'fences':
    case 'capabilities':
    case 'layers':
      return pane;
    case 'memory-map':
      return 'map';
    default:
      return 'now';
  }
}

const loadServerPanel = (): Promise<unknown> => import('../runs/server-panel');
