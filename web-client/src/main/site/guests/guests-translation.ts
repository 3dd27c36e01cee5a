import { html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import { count } from '../page/format';
import type { GuestView, TranslatedRow, TranslationUnit } from '../simulator/sheets';
import { base } from '../style/base';
import text from './guests-translation.css?inline';

const t = speaker(words);

/** Source and translation of each guest's kernel side by side, and the cache as a list. */
@customElement('guests-translation')
export class GuestsTranslation extends AskingSheet {
  static override styles = [base, unsafeCSS(text)];
  protected override readonly request = { do: 'devices' } as const;
  /** The unit that somebody has picked; else the one that runs. */
  @state() private picked = '';

  protected override render() {
    return this.answer?.devices?.guests?.map((guest) => this.#guest(guest)) ?? nothing;
  }

  #guest(guest: GuestView) {
    const cache = guest.translation;
    if (!cache) return nothing;
    const running = cache.units.find((unit) => unit.at === cache.unit);
    const shown = cache.units.find((unit) => unit.at === this.picked) ?? running;
    return html`<section aria-label=${t('cache.title', { name: guest.name })}>
      <p><b>${t('cache.title', { name: guest.name })}</b></p>
      <p class="counts">
        ${t('cache.counts', {
          made: count(cache.made),
          chains: count(cache.chains),
          found: count(cache.found),
          used: count(cache.used),
          bytes: count(cache.bytes),
        })}
        ${cache.flushes ? t('cache.flushes', { count: count(cache.flushes) }) : nothing}
        ${cache.drops ? t('cache.drops', { count: count(cache.drops) }) : nothing}
        ${
          cache.adapted
            ? t('cache.adapted', { adapted: count(cache.adapted), avoided: count(cache.avoided) })
            : nothing
        }
        ${cache.restored ? t('cache.restored', { count: count(cache.restored) }) : nothing}
      </p>
      ${shown ? this.#unit(shown, cache.runs && shown === running) : nothing}
      ${cache.units.length ? this.#list(cache.units, shown, cache.hidden) : nothing}
    </section>`;
  }

  #unit(unit: TranslationUnit, runs: boolean) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('cache.pair')}>
      <table>
        <caption>
          ${t(runs ? 'cache.runs' : 'cache.unit', { eip: unit.eip })}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('cache.source')}</th>
            <th scope="col">${t('cache.kind')}</th>
            <th scope="col">${t('cache.translation')}</th>
          </tr>
        </thead>
        <tbody>
          ${unit.rows.map((row) => this.#row(row, runs))}
        </tbody>
      </table>
    </div>`;
  }

  #row(row: TranslatedRow, runs: boolean) {
    const here = runs && row.here;
    return html`<tr class=${here ? 'here' : ''} aria-current=${here ? 'step' : nothing}>
      <td>
        <code class="at">${row.eip}</code>
        ${
          row.source
            ? html`<code>${row.source}</code><br /><code class="bytes">${row.bytes}</code>`
            : t('cache.to')
        }
      </td>
      <td>
        ${t(`cache.${row.kind}`)}
        ${
          row.refusals
            ? html`<br /><small>${t('cache.refusals', { count: count(row.refusals) })}</small>`
            : nothing
        }
      </td>
      <td>
        <ol>
          ${row.code.map(
            (line) =>
              html`<li class=${here && line.next ? 'next' : ''}>
                <code class="at">${line.at}</code> <code>${line.text}</code>
              </li>`,
          )}
        </ol>
      </td>
    </tr>`;
  }

  #list(units: TranslationUnit[], shown: TranslationUnit | undefined, hidden: number) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('cache.list')}>
      <table>
        <caption>
          ${t('cache.list')} ${hidden ? t('cache.hidden', { count: count(hidden) }) : nothing}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('cache.source')}</th>
            <th scope="col">${t('cache.at')}</th>
            <th scope="col">${t('cache.entered')}</th>
            <th scope="col">${t('cache.leads')}</th>
          </tr>
        </thead>
        <tbody>
          ${units.map(
            (unit) =>
              html`<tr>
                <td>
                  <button
                    aria-pressed=${unit === shown ? 'true' : 'false'}
                    @click=${() => (this.picked = this.picked === unit.at ? '' : unit.at)}
                  >
                    <code>${unit.eip}</code>
                  </button>
                </td>
                <td><code>${unit.at}</code></td>
                <td>
                  ${count(unit.entered)}
                  ${unit.aside ? html`<small>${t('cache.aside')}</small>` : nothing}
                </td>
                <td>${unit.leadsTo.map((eip) => html`<code>${eip}</code> `)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
