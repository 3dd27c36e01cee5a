import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { say, sayWithStep } from '../page/sentence';
import type { WhyView } from '../simulator/protocol';

/**
 * A refusal: the rule, the numbers, who set them, the verdict. The lab and the PC show the same;
 * its look is `why-card.css`.
 */
export function whyTable(
  w: WhyView,
  go: (step: number) => void,
  again: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const tone = w.verdict.ok ? 'ka' : 'kf';
  return html`<section class="why">
    <h3>
      <span class=${tone}>${icon(w.verdict.ok ? 'tick' : 'cross')}</span><span>${say(w.title)}</span
      ><span class="end">${w.section}</span>
    </h3>
    <p>${say(w.rule)}</p>
    ${again}
    <table>
      <tbody>
        ${w.rows.map(
          (r) =>
            html`<tr class=${r.asked ? '' : 'off'}>
              <th scope="row"><span data-name=${r.name}>${r.name}</span></th>
              <td class="v">${r.text || (r.value ?? '–')}</td>
              <td>
                ${sayWithStep(r.source, r.step, go)}${
                  r.changed ? html`<b class="changed">${say(r.changed)}</b>` : nothing
                }
              </td>
            </tr>`,
        )}
        <tr class="sum">
          <th scope="row" class=${tone}>${w.verdict.text}</th>
          <td class="v ${tone}">${t(w.verdict.ok ? 'why.yes' : 'why.no')}</td>
          <td>${say(w.verdict.sentence)}</td>
        </tr>
      </tbody>
    </table>
  </section>`;
}
