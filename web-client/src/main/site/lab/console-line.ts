import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import type { View } from '../simulator/protocol';
import { base } from '../style/base';
import consoleLineText from './console-line.css?inline';

/** Every character of the console is a byte; C libraries write UTF-8. */
const decoded = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));

/** The console's port, as sentences name it. */
const port = '0xE9';

/** What the machine has printed, always in sight; what this step printed stands out. */
@customElement('console-line')
export class ConsoleLine extends LitElement {
  static override styles = [base, unsafeCSS(consoleLineText)];
  @property({ attribute: false }) view: View | null = null;
  /** A program in C writes there. */
  @property({ type: Boolean }) c = false;
  /** It has a pane of its own. */
  @property({ type: Boolean, reflect: true }) tall = false;

  protected override render() {
    const bytes = this.view?.console ?? '';
    const text = this.c ? decoded(bytes) : bytes;
    const printed =
      this.view?.events.some((e) => e.name === 'port.out' && e.sentence.text.includes(port)) &&
      text !== '';
    const before = printed ? text.slice(0, -1) : text;
    return html`<div class="console">
      <span class="label" aria-hidden="true">${t('console.label')}</span>
      <div class="text" role="region" aria-label=${t('console.label')} tabindex="0">
        ${
          text
            ? html`<output
                ><code>${before}${printed ? html`<b>${text.slice(-1)}</b>` : nothing}</code></output
              >`
            : html`<span class="faint">${t('console.empty')}</span>`
        }
      </div>
    </div>`;
  }

  /** The end is what counts. */
  protected override updated(_changed: PropertyValues): void {
    const text = this.renderRoot.querySelector('.text');
    if (text) text.scrollTop = text.scrollHeight;
  }
}
