import { html, nothing } from 'lit';
import { count } from '../page/format';
import { holdings, type InTheLab, type Outcome } from './protocol';
import { t } from './words';

/** What the hypervisor holds for the guest, in bytes. */
export const heldBytes = (outcome: Outcome): number =>
  holdings.reduce((sum, each) => sum + outcome.held[each], 0);

/** Where the guest first saw or did something else, as a sentence. */
export function differs({ divergence, acts }: Outcome, lab: InTheLab | undefined) {
  if (acts?.differs)
    return html`<p class="lies">
      ${t('compare.acts', { got: acts.got, due: acts.due, compared: count(acts.compared) })}
    </p>`;
  return divergence
    ? html`<p class="lies">
        ${t('compare.differs', { ...divergence, instruction: count(divergence.instruction) })}
        ${lab?.difference ? link(lab.difference, t('compare.lab.difference')) : nothing}
      </p>`
    : nothing;
}

const link = (fragment: string, text: string) =>
  html`<a href=${`/lab/#compare=${fragment}`}>${text}</a>`;

/** To the same guest in the lab, to go through it step by step. */
export const inTheLab = (lab: InTheLab | undefined) =>
  lab?.start ? html`<p class="lab">${link(lab.start, t('compare.lab'))}</p>` : nothing;

/** Until the first program runs, and what is held in memory. */
export function held(outcome: Outcome) {
  const parts = holdings
    .filter((each) => outcome.held[each])
    .map((each) => t(`compare.held.${each}`, { bytes: count(outcome.held[each]) }));
  return html`${
    outcome.boot
      ? html`<p class="soft boot">
          ${t('compare.boot', {
            cycles: count(outcome.boot.cycles),
            instructions: count(outcome.boot.instructions),
            exits: count(outcome.boot.exits),
          })}
        </p>`
      : nothing
  }
  ${parts.length ? html`<p class="soft held">${parts.join(', ')}</p>` : nothing}`;
}

/** The table has the same, a column each. */
export const bootHeads = () =>
  (['boot', 'memory', 'avoided', 'compared', 'differs'] as const).map(
    (each) => html`<th scope="col">${t(`compare.table.${each}`)}</th>`,
  );

export const bootCells = (outcome: Outcome) =>
  html`<td class="n">${outcome.boot ? count(outcome.boot.cycles) : '–'}</td>
    <td class="n">${count(heldBytes(outcome))}</td>
    <td class="n">${count(outcome.avoided)}</td>
    <td class="n">
      ${
        outcome.acts
          ? t('compare.table.acts', { count: count(outcome.acts.compared) })
          : outcome.compared
            ? count(outcome.compared)
            : '–'
      }
    </td>
    <td>
      ${
        outcome.acts?.differs
          ? t('compare.table.acts-differ', { count: count(outcome.acts.compared) })
          : outcome.divergence
            ? t('compare.table.differs-at', {
                instruction: count(outcome.divergence.instruction),
                word: outcome.divergence.word,
              })
            : '–'
      }
    </td>`;
