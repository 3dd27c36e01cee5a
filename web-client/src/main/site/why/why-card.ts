import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View, WhyView } from '../simulator/protocol';
import { t } from '../messages/text';
import { HotNames } from '../page/hot';
import { icon } from '../page/icons';
import { say, sayWithStep } from '../page/sentence';
import { base } from '../style/base';
import { ask } from '../lab/action';

/** Why it was refused: the rule, the numbers, who set them, the verdict. Else what the step did. */
@customElement('why-card')
export class WhyCard extends LitElement {
  static override styles = [base, css`
    :host { padding: var(--s3) var(--s4) var(--s4); overflow: hidden auto; min-height: 0; }
    .why { background: var(--raised); border: 1px solid var(--rule); border-top: 2px solid var(--fault-line); border-radius: var(--r2); box-shadow: var(--shade); padding: 12px var(--s4) 10px; }
    .why.done { border-top-color: var(--rule-strong); }
    h3 { display: flex; align-items: center; gap: var(--s2); font: 600 var(--t3)/20px var(--sans); } h3 .end { margin-left: auto; color: var(--faint); font: 400 var(--t2)/20px var(--sans); white-space: nowrap; }
    p { color: var(--soft); margin-top: var(--s1); text-wrap: pretty; }
    table { width: 100%; border-collapse: collapse; margin-top: var(--s3); font-size: var(--t2); line-height: 20px; }
    td, th { padding: 3px 0; border-top: 1px solid var(--rule); text-align: left; font-weight: 400; vertical-align: baseline; } th { width: 56px; padding-right: var(--s2); font: 500 var(--t2)/20px var(--mono); white-space: nowrap; } .v { width: 28px; padding-right: var(--s3); font: 600 var(--t2)/20px var(--mono); white-space: nowrap; }
    .off, .off th, .off td { color: var(--faint); font-weight: 400; } td:last-child { color: var(--soft); }
    tr.sum th, tr.sum td { border-top: 1px solid var(--rule-strong); }
    button.step { text-decoration: underline var(--rule-strong); text-underline-offset: 3px; white-space: nowrap; } button.step:hover { text-decoration-color: currentColor; }
    .did { font-size: var(--t2); } .did li { display: flex; gap: var(--s2); padding: 4px 0; border-top: 1px solid var(--rule); line-height: 20px; } .did li:first-child { border: 0; } .did h3 { font-size: var(--t2); margin-bottom: var(--s1); }
  `];

  @property({ attribute: false }) view: View | null = null;
  readonly hot = new HotNames(this);

  protected override render() {
    const v = this.view;
    if (!v) return nothing;
    return v.why ? this.#why(v.why) : this.#did(v);
  }

  #why(w: WhyView) {
    const tone = w.verdict.ok ? 'ka' : 'kf';
    return html`<section class="why"><h3><span class=${tone}>${icon(w.verdict.ok ? 'tick' : 'cross')}</span><span>${say(w.title)}</span><span class="end">${w.section}</span></h3>
      <p>${say(w.rule)}</p>
      <table><tbody>${w.rows.map((r) => html`<tr class=${r.asked ? '' : 'off'}><th scope="row"><span data-name=${r.name}>${r.name}</span></th><td class="v">${r.text || (r.value ?? '–')}</td><td>${sayWithStep(r.source, r.step, (step) => ask(this, { do: 'seek', step }))}</td></tr>`)}
        <tr class="sum"><th scope="row" class=${tone}>${w.verdict.text}</th><td class="v ${tone}">${t(w.verdict.ok ? 'why.yes' : 'why.no')}</td><td>${say(w.verdict.sentence)}</td></tr></tbody></table></section>`;
  }

  #did(v: View) {
    return html`<section class="did"><h3>${t('why.did')}</h3>
      ${v.events.length ? html`<ul>${v.events.map((e) => html`<li><span>${say(e.sentence)}</span></li>`)}</ul>` : html`<p>${v.step === 0 ? t('why.nothing-yet') : say(v.sentence)}</p>`}</section>`;
  }
}
