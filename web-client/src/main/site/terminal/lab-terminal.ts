import { Terminal } from '@xterm/xterm';
import xtermText from '@xterm/xterm/css/xterm.css?inline';
import { LitElement, html, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { act, ask } from '../lab/action';
import words from '../messages/terminal.json';
import { speaker } from '../messages/text';
import type { View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import { sent, touchKeys, withCtrl, type TouchKey } from './keys';
import labTerminalText from './lab-terminal.css?inline';
import { beforeLastCommand } from './last-command';
import { fitting, same, shown, type Size } from './size';
import { whileWithoutStyleElements, withoutStyleElements } from './style-stand-in';
import { Transcript } from './transcript';

const t = speaker(words);
/** Characters of one command. */
const mostTyped = 1000;
/** Milliseconds without another size, after which one is settled. */
const settled = 250;
/** Pixels of the scrollbar, beside the text. */
const scrollbar = 14;

/** What the machine's software has written to a terminal, and a keyboard for it. */
@customElement('lab-terminal')
export class LabTerminal extends LitElement {
  static override styles = [base, unsafeCSS(xtermText), unsafeCSS(labTerminalText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  /** Its number on the machine. */
  @property({ type: Number }) terminal = 0;
  /** The machine is somebody else's, and is not changed before somebody types. */
  @property({ type: Boolean }) guest = false;
  @state() private ctrl = false;
  @query('.screen') private readonly screen!: HTMLElement;
  #screen: Terminal | null = null;
  readonly #transcript = new Transcript();
  /** What stands on the screen belongs to. */
  #seen: View | null = null;
  /** What is shown may be of another future, or more than there is. */
  #stale = false;
  /** One question to the simulator at a time, for the newest view. */
  #asking = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #sizes = new ResizeObserver(() => this.#fit());
  readonly #themes = new MutationObserver(() => {
    if (this.#screen) this.#screen.options.theme = this.#theme();
  });

  protected override render() {
    return html`<div class="frame">
        <div
          class="screen"
          role="group"
          aria-label=${t('terminal.name', { number: this.terminal + 1 })}
        ></div>
      </div>
      ${this.view?.ended ? this.#ended(this.view) : nothing} ${this.#keys()}`;
  }

  #ended(view: View) {
    const step = beforeLastCommand(view.marks, view.step);
    return html`<div class="ended" role="status">
      <p>${t('terminal.ended')}</p>
      ${
        step === null
          ? nothing
          : html`<button class="btn" @click=${() => this.#goTo(step)}>
              ${t('terminal.before-last')}
            </button>`
      }
    </div>`;
  }

  #goTo(step: number): void {
    ask(this, { do: 'seek', step });
    this.focus();
  }

  /** The focus, and with it the keyboard on the screen, stays where it is. */
  #keys() {
    return html`<div
      class="keys"
      role="toolbar"
      aria-label=${t('terminal.keys')}
      @pointerdown=${(e: Event) => e.preventDefault()}
      @mousedown=${(e: Event) => e.preventDefault()}
    >
      <button
        class="btn"
        aria-pressed=${this.ctrl ? 'true' : 'false'}
        @click=${() => (this.ctrl = !this.ctrl)}
      >
        Ctrl
      </button>
      ${touchKeys.map(
        ({ key, shown: text }) =>
          html`<button
            class="btn"
            aria-label=${t(`terminal.key-${key}`)}
            @click=${() => this.#press(key)}
          >
            ${text}
          </button>`,
      )}
    </div>`;
  }

  #press(key: TouchKey): void {
    this.#type(sent(key, this.#screen?.modes.applicationCursorKeysMode ?? false));
  }

  protected override firstUpdated(): void {
    const screen = new Terminal({
      cols: 80,
      rows: 24,
      convertEol: false,
      cursorBlink: false,
      screenReaderMode: true,
      scrollback: 10_000,
      fontFamily: 'JetBrains Mono, monospace',
      fontSize: 13,
      documentOverride: withoutStyleElements(this.renderRoot as ShadowRoot),
      theme: this.#theme(),
    });
    const root = this.renderRoot as ShadowRoot;
    whileWithoutStyleElements(root, () => screen.open(this.screen));
    screen.onData((text) => this.#type(text));
    // Tab completes words; Shift and Tab lead on
    screen.attachCustomKeyEventHandler((event) => event.key !== 'Tab' || !event.shiftKey);
    this.#screen = screen;
    this.#sizes.observe(this.screen);
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /** What is pasted may be longer than one command takes. */
  #type(typed: string): void {
    const text = this.ctrl ? withCtrl(typed) : typed;
    this.ctrl = false;
    this.#settle(true);
    for (let at = 0; at < text.length; at += mostTyped)
      act(this, { do: 'type', terminal: this.terminal, text: text.slice(at, at + mostTyped) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#settling);
    this.#sizes.disconnect();
    this.#themes.disconnect();
    this.#screen?.dispose();
  }

  override focus(): void {
    this.#screen?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const before = changed.get('view')?.step ?? 0;
    this.#stale ||= (this.view?.step ?? 0) < before;
    this.#fit();
    void this.#catchUp();
  }

  // What it says

  /** Shows what is new; where the machine went back, everything anew. */
  async #catchUp(): Promise<void> {
    if (this.#asking || !this.simulator) return;
    this.#asking = true;
    try {
      for (let view = this.view; view && view !== this.#seen; view = this.view)
        await this.#show(view);
    } finally {
      this.#asking = false;
    }
  }

  async #show(view: View): Promise<void> {
    const length = view.terminals?.[this.terminal] ?? 0;
    this.#seen = view;
    if (this.#stale || length < this.#transcript.end) {
      this.#stale = false;
      this.#screen?.reset();
      // a reset leaves the cursor hidden
      await this.#write('\x1b[?25h');
      this.#transcript.restart();
    }
    const shownBefore = this.#transcript.end;
    if (length > shownBefore) {
      const request = { do: 'terminal', terminal: this.terminal, from: shownBefore } as const;
      const { from = 0, text = '' } = await this.simulator!.request(request);
      await this.#write(Uint8Array.from(text, (c) => c.charCodeAt(0)));
      this.#transcript.add(from, text);
    }
    if (view.step === view.lastStep) this.#transcript.isNewest(view.lastStep);
    else await this.#showLater(view);
  }

  /** What is not drawn while the machine runs is drawn once it stands. */
  #again(view: View): void {
    if (this.#seen !== view) return;
    this.#seen = null;
    void this.#catchUp();
  }

  #write(what: string | Uint8Array): Promise<void> {
    return new Promise((done) => this.#screen?.write(what, done));
  }

  /** What came later stays, faint and under a dashed line, while the machine stands before it. */
  async #showLater(view: View): Promise<void> {
    const later = this.#transcript.later(view.lastStep);
    const screen = this.#screen;
    if (!later || !screen) return;
    if (this.simulator?.running) return void setTimeout(() => this.#again(view), settled);
    this.#stale = true; // the next view has less of it, or none
    const { active } = screen.buffer;
    const cursor = active.baseY + active.cursorY;
    const begun = active.getLine(cursor)?.translateToString(false, 0, active.cursorX) ?? '';
    const step = view.marks.find((mark) => mark.step > view.step)?.step ?? view.step + 1;
    const head = `╌╌ ${t('terminal.later', { step })} `;
    const line = '╌'.repeat(Math.max(0, screen.cols - head.length));
    await this.#write(`\x1b[?25l\x1b[90m\r\n${head}${line}\r\n${begun}`);
    await this.#write(Uint8Array.from(later, (c) => c.charCodeAt(0)));
    screen.scrollToLine(Math.max(0, cursor - Math.floor(screen.rows * 0.6)));
  }

  #theme() {
    const style = getComputedStyle(this);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    return {
      background: colour('--page'),
      foreground: colour('--ink'),
      cursor: colour('--ink'),
      selectionBackground: colour('--sunken'),
      brightBlack: colour('--faint'),
    };
  }

  // Its size

  /** What there is room for, beside the scrollbar. */
  #room(): Size | null {
    const screen = this.#screen;
    const cells = this.screen.querySelector('.xterm-screen')?.getBoundingClientRect();
    if (!screen || !cells) return null;
    return fitting(
      { width: this.screen.clientWidth - scrollbar, height: this.screen.clientHeight },
      { width: cells.width / screen.cols, height: cells.height / screen.rows },
    );
  }

  /** Shows as much as there is room for, and soon lets the machine know. */
  #fit(): void {
    const room = this.#room();
    const screen = this.#screen;
    if (!room || !screen) return;
    const size = shown(this.view?.terminalSizes?.[this.terminal], room);
    if (!same({ columns: screen.cols, rows: screen.rows }, size)) {
      const atBottom = screen.buffer.active.viewportY === screen.buffer.active.baseY;
      screen.resize(size.columns, size.rows);
      if (atBottom) screen.scrollToBottom();
    }
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(false), settled);
  }

  /** The machine hears of another size, but not in its past. */
  #settle(typing: boolean): void {
    const { view, terminal } = this;
    const room = this.#room();
    if (!view || !room || view.step !== view.lastStep || view.ended || (this.guest && !typing))
      return;
    if (!same(view.terminalSizes?.[terminal], room)) act(this, { do: 'resize', terminal, ...room });
  }
}
