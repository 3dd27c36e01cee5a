import { LitElement, css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View } from '../simulator/protocol';
import { t } from '../messages/text';
import { base, drawing } from '../style/base';
import { ask } from '../lab/action';
import { eventShape } from './event-shape';

/** Everything that happened on this timeline; choosing an event goes there. */
@customElement('trace-panel')
export class TracePanel extends LitElement {
  static override styles = [base, drawing, css`
    :host { overflow: hidden auto; min-height: 0; }
    button { display: grid; grid-template-columns: 30px 10px 56px minmax(0, 1fr); gap: var(--s2); width: 100%; text-align: left; padding: 4px var(--s4); font-size: var(--t2); line-height: 18px; align-items: start; content-visibility: auto; contain-intrinsic-size: auto 26px; scroll-margin-top: 40px; }
    button:hover { background: var(--sunken); } button[aria-current="step"] { background: var(--sunken); box-shadow: inset 2px 0 var(--ink); } .later { color: var(--faint); }
    .n { font: 400 12px/18px var(--mono); color: var(--faint); text-align: right; } svg { width: 10px; height: 10px; margin-top: 4px; } .l { font: 500 12px/18px var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .s { color: var(--soft); }
    p { padding: var(--s3) var(--s4); color: var(--soft); }
    .console { position: sticky; top: 0; padding: var(--s2) var(--s4); border-bottom: 1px solid var(--rule); background: var(--page); font-size: var(--t2); } .console code { color: var(--ink); white-space: pre-wrap; overflow-wrap: anywhere; }
  `];

  @property({ attribute: false }) view: View | null = null;

  protected override render() {
    const v = this.view;
    if (!v || v.marks.length === 0) return html`<p>${t('trace.empty')}</p>`;
    return html`${v.console ? html`<p class="console">${t('inspect.console')} <code>${v.console}</code></p>` : nothing}<ol aria-label=${t('panel.trace')}>${v.marks.map((m) => html`<li><button class=${m.step > v.step ? 'later' : ''} aria-current=${m.step === v.step ? 'step' : 'false'} @click=${() => ask(this, { do: 'seek', step: m.step })}>
      <span class="n">${m.step}</span><svg viewBox="0 0 10 10" aria-hidden="true">${svg`${eventShape(m.kind)}`}</svg><span class="l">${m.label}<span class="visually-hidden">, ${t(`mark.${m.kind}`)}</span></span><span class="s">${m.sentence}</span></button></li>`)}</ol>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('view')) this.renderRoot.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }
}
