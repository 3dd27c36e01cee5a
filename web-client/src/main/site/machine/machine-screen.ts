import { LitElement, html, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from './words';
import { base } from '../style/base';
import { codePage437 } from './code-page';
import type { Screen } from './protocol';
import machineScreenText from './machine-screen.css?inline';

const cellWidth = 18;
const cellHeight = 32;
const leave = 'F12';

/**
 * The screen and the keyboard of the PC. Keys go to the machine only after Enter or a click, and
 * until F12 or until the focus is elsewhere; then every key that is down is released.
 */
@customElement('machine-screen')
export class MachineScreen extends LitElement {
  static override styles = [base, unsafeCSS(machineScreenText)];
  @property({ attribute: false }) screen: Screen | null = null;
  @state() private captured = false;
  @query('.frame') private frame!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement;
  readonly #held = new Set<string>();

  protected override render() {
    return html`<div
        class="frame"
        role="application"
        tabindex="0"
        aria-label=${t('machine.keyboard')}
        aria-describedby="hint"
        data-captured=${this.captured}
        @click=${this.#capture}
        @keydown=${this.#down}
        @keyup=${this.#up}
        @blur=${this.#release}
      >
        <canvas aria-hidden="true"></canvas>
      </div>
      <p class="hint" id="hint" role="status">
        ${t(this.captured ? 'machine.captured' : 'machine.free')}
      </p>
      ${this.screen?.text === false ? html`<p class="hint">${t('machine.graphics')}</p>` : ''}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('screen') && this.screen?.text) this.#draw(this.screen);
  }

  #draw(screen: Extract<Screen, { text: true }>): void {
    const { canvas } = this;
    const [width, height] = [screen.columns * cellWidth, screen.rows * cellHeight];
    if (canvas.width !== width || canvas.height !== height)
      [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d')!;
    const style = getComputedStyle(this);
    const colours = Array.from({ length: 16 }, (_, i) => style.getPropertyValue(`--vga-${i}`));
    pen.font = `${cellHeight - 5}px ${style.getPropertyValue('--mono')}`;
    pen.textBaseline = 'middle';
    pen.textAlign = 'center';
    for (let at = 0; at < screen.cells.length; at++) {
      const [x, y] = [
        (at % screen.columns) * cellWidth,
        Math.floor(at / screen.columns) * cellHeight,
      ];
      const attribute = screen.attributes.charCodeAt(at);
      pen.fillStyle = colours[(attribute >> 4) & 7]!;
      pen.fillRect(x, y, cellWidth, cellHeight);
      const character = codePage437[screen.cells.charCodeAt(at)]!;
      pen.fillStyle = colours[attribute & 15]!;
      if (character.trim())
        pen.fillText(character, x + cellWidth / 2, y + cellHeight / 2, cellWidth);
    }
    if (screen.cursorRow === undefined || screen.cursorColumn === undefined) return;
    pen.fillStyle = colours[7]!;
    pen.fillRect(
      screen.cursorColumn * cellWidth,
      (screen.cursorRow + 1) * cellHeight - 4,
      cellWidth,
      4,
    );
  }

  /** Keys go to the machine from now on. */
  take(): void {
    this.frame.focus({ preventScroll: true });
    this.#capture();
  }

  #capture(): void {
    this.captured = true;
  }

  #release(): void {
    this.captured = false;
    for (const code of this.#held) this.#send(code, false);
    this.#held.clear();
  }

  #down(event: KeyboardEvent): void {
    if (!this.captured && event.key !== 'Enter') return;
    event.preventDefault();
    if (!this.captured) this.#capture();
    else if (event.code === leave) this.#release();
    else {
      this.#held.add(event.code);
      this.#send(event.code, true);
    }
  }

  #up(event: KeyboardEvent): void {
    if (this.#held.delete(event.code)) this.#send(event.code, false);
  }

  #send(code: string, down: boolean): void {
    this.dispatchEvent(new CustomEvent('machine-key', { detail: { code, down } }));
  }
}
