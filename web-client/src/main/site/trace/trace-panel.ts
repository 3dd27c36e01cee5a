import { LitElement, html, nothing, svg, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View } from '../simulator/protocol';
import { t } from '../messages/text';
import { base, drawing } from '../style/base';
import { ask } from '../lab/action';
import { eventShape } from './event-shape';
import tracePanelText from './trace-panel.css?inline';

/** Everything that happened on this timeline; choosing an event goes there. */
@customElement('trace-panel')
export class TracePanel extends LitElement {
  static override styles = [base, drawing, unsafeCSS(tracePanelText)];

  @property({ attribute: false }) view: View | null = null;

  protected override render() {
    const v = this.view;
    if (!v || v.marks.length === 0) return html`<p>${t('trace.empty')}</p>`;
    return html`${v.marksForgotten ? html`<p>${t('trace.forgotten')}</p>` : nothing}
      <ol aria-label=${t('panel.trace')}>
        ${v.marks.map(
          (m) =>
            html`<li>
              <button
                class=${m.step > v.step ? 'later' : ''}
                aria-current=${m.step === v.step ? 'step' : 'false'}
                @click=${() => ask(this, { do: 'seek', step: m.step })}
              >
                <span class="n">${m.step}</span
                ><svg viewBox="0 0 10 10" aria-hidden="true">${svg`${eventShape(m.kind)}`}</svg
                ><span class="l"
                  >${m.label}<span class="visually-hidden">, ${t(`mark.${m.kind}`)}</span></span
                ><span class="s">${m.sentence}</span>
              </button>
            </li>`,
        )}
      </ol>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('view'))
      this.renderRoot.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }
}
