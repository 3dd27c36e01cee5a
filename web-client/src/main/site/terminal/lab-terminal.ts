import { Terminal } from '@xterm/xterm';
import xtermText from '@xterm/xterm/css/xterm.css?inline';
import { LitElement, html, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { act } from '../lab/action';
import words from '../messages/terminal.json';
import { speaker } from '../messages/text';
import type { View } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { base } from '../style/base';
import labTerminalText from './lab-terminal.css?inline';
import { whileWithoutStyleElements, withoutStyleElements } from './style-stand-in';

const t = speaker(words);
/** Characters of one command. */
const mostTyped = 1000;

/** What the machine's software has written to a terminal, and a keyboard for it. */
@customElement('lab-terminal')
export class LabTerminal extends LitElement {
  static override styles = [base, unsafeCSS(xtermText), unsafeCSS(labTerminalText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  /** Its number on the machine. */
  @property({ type: Number }) terminal = 0;
  @query('.screen') private readonly screen!: HTMLElement;
  #screen: Terminal | null = null;
  /** Bytes of the machine's output that are shown. */
  #shown = 0;
  /** What they belong to. */
  #seen: View | null = null;
  /** The machine went back since: what is shown may be of another future. */
  #back = false;
  /** One question to the simulator at a time, for the newest view. */
  #asking = false;
  readonly #sizes = new ResizeObserver(() => this.#fit());
  readonly #themes = new MutationObserver(() => {
    if (this.#screen) this.#screen.options.theme = this.#theme();
  });

  protected override render() {
    return html`<div
      class="screen"
      role="group"
      aria-label=${t('terminal.name', { number: this.terminal + 1 })}
    ></div>`;
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
    // Tab leads on, as everywhere on the page: no program here completes words
    screen.attachCustomKeyEventHandler((event) => event.key !== 'Tab');
    this.#screen = screen;
    this.#sizes.observe(this.screen);
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /** What is pasted may be longer than one command takes. */
  #type(text: string): void {
    for (let at = 0; at < text.length; at += mostTyped)
      act(this, { do: 'type', terminal: this.terminal, text: text.slice(at, at + mostTyped) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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
    this.#back ||= (this.view?.step ?? 0) < before;
    void this.#catchUp();
  }

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
    if (this.#back || length < this.#shown) {
      this.#back = false;
      this.#screen?.reset();
      this.#shown = 0;
    }
    if (length > this.#shown) {
      const request = { do: 'terminal', terminal: this.terminal, from: this.#shown } as const;
      const { from = 0, text = '' } = await this.simulator!.request(request);
      this.#screen?.write(Uint8Array.from(text, (c) => c.charCodeAt(0)));
      this.#shown = from + text.length;
    }
  }

  #theme() {
    const style = getComputedStyle(this);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    return {
      background: colour('--page'),
      foreground: colour('--ink'),
      cursor: colour('--ink'),
      selectionBackground: colour('--sunken'),
    };
  }

  /** As many rows as there is room for; the columns stay those that programs expect. */
  #fit(): void {
    const row = this.screen.querySelector('.xterm-rows > div')?.clientHeight ?? 0;
    if (row) this.#screen?.resize(80, Math.max(6, Math.floor(this.screen.clientHeight / row)));
  }
}
