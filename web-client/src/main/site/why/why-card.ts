import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View, WhyView } from '../simulator/protocol';
import { t } from '../messages/text';
import { HotNames } from '../page/hot';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import { base } from '../style/base';
import { ask } from '../lab/action';
import { whyTable } from './why-table';
import whyCardText from './why-card.css?inline';

/** Why it was refused: the rule, the numbers, who set them, the verdict. Else what the step did. */
@customElement('why-card')
export class WhyCard extends LitElement {
  static override styles = [base, unsafeCSS(whyCardText)];

  @property({ attribute: false }) view: View | null = null;
  readonly hot = new HotNames(this);

  protected override render() {
    const v = this.view;
    if (!v) return nothing;
    return html`<div class="sheet" role="region" aria-label=${t('why.card')} tabindex="0">
      ${v.why ? this.#why(v.why) : this.#did(v)}
    </div>`;
  }

  #why(w: WhyView) {
    return whyTable(
      w,
      (step) => ask(this, { do: 'seek', step }),
      w.changed
        ? html`<button class="btn again" @click=${() => ask(this, { do: 'retry' })}>
            ${icon('back')}${t('why.again')}
          </button>`
        : nothing,
    );
  }

  #did(v: View) {
    const more = v.events.filter((e) => e.sentence.text !== v.sentence.text);
    return html`<section class="did">
      <h3>${t('why.did')}</h3>
      <p class="plain">
        ${v.step === 0 && !v.events.length ? t('why.nothing-yet') : say(v.sentence)}
      </p>
      ${
        more.length
          ? html`<ul>
              ${more.map((e) => html`<li><span>${say(e.sentence)}</span></li>`)}
            </ul>`
          : nothing
      }
    </section>`;
  }
}
