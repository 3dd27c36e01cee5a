import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import type { View } from '../simulator/protocol';
import { base } from '../style/base';
import consoleLineText from './console-line.css?inline';

/** What the machine has printed, always in sight; what this step printed stands out. */
@customElement('console-line')
export class ConsoleLine extends LitElement {
  static override styles = [base, unsafeCSS(consoleLineText)];
  @property({ attribute: false }) view: View | null = null;

  protected override render() {
    const text = this.view?.console ?? '';
    const printed = this.view?.events.some((e) => e.name === 'port.out') && text !== '';
    const before = printed ? text.slice(0, -1) : text;
    return html`<div class="console" role="region" aria-label=${t('console.label')} tabindex="0">
      <span class="label" aria-hidden="true">${t('console.label')}</span>
      ${
        text
          ? html`<output
              ><code>${before}${printed ? html`<b>${text.slice(-1)}</b>` : nothing}</code></output
            >`
          : html`<span class="faint">${t('console.empty')}</span>`
      }
    </div>`;
  }

  /** The end is what counts. */
  protected override updated(_changed: PropertyValues): void {
    const output = this.renderRoot.querySelector('output');
    if (output) output.scrollTop = output.scrollHeight;
  }
}
