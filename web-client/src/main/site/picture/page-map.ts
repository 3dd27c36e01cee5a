import { html, nothing, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import { act, ask } from '../lab/action';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import type {
  PageBitView,
  PageEntryView,
  PagesView,
  RangeView,
  Request,
  WalkView,
} from '../simulator/protocol';
import { base } from '../style/base';
import pageMapText from './page-map.css?inline';

const mostRanges = 40;

/** The pages that are mapped, as fields, and the bits of the one that the step asked for. */
@customElement('page-map')
export class PageMap extends AskingSheet {
  static override styles = [base, unsafeCSS(pageMapText)];
  protected override readonly request: Request = { do: 'pages' };

  protected override render() {
    const pages = this.answer?.pages;
    if (!pages) return nothing;
    if (!pages.on) return html`<p class="off">${say(pages.text)}</p>`;
    return html`${pages.walk ? this.#walk(pages.walk) : nothing}${this.#ranges(pages)}`;
  }

  /** The entry of the page itself is the last that the walk has read. */
  #walk(walk: WalkView) {
    const entry = walk.entries[walk.entries.length - 1];
    return html`<section class="walk ${walk.refused ? 'refused' : ''}">
      <p>${say(walk.title)}</p>
      ${entry ? this.#entry(entry) : nothing}
    </section>`;
  }

  #entry(entry: PageEntryView) {
    return html`<div class="entry">
      <span class="mono">${hex8(entry.low)}</span>
      ${entry.bits.map((bit) => this.#bit(entry, bit))}
      <button class="more" @click=${() => act(this, { do: 'sheet', sheet: 'pages' })}>
        ${t('picture.pages-more')}
      </button>
    </div>`;
  }

  #bit(entry: PageEntryView, bit: PageBitView) {
    const look = `bit ${bit.value ? 'one' : ''} ${
      bit.decided ? 'decided' : ''
    } ${bit.changed ? 'changed' : ''}`;
    const inner = html`${bit.decided ? icon('cross') : nothing}${bit.name} <b>${bit.value}</b>`;
    if (bit.path === null) return html`<span class=${look}>${inner}</span>`;
    const { path, value } = bit;
    const level = t(`pages.${entry.level}`);
    const other = 1 - value;
    return html`<button
      class=${look}
      aria-label=${t('pages.set', {
        name: bit.name,
        level,
        value: String(value),
        other: String(other),
      })}
      @click=${() => ask(this, { do: 'poke', path, value: other })}
    >
      ${inner}
    </button>`;
  }

  #ranges(pages: PagesView) {
    const walked = pages.walk?.linear ?? -1;
    return html`<table>
      <caption>
        ${t('pages.ranges')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('pages.linear')}</th>
          <th scope="col">${t('picture.pages-who')}</th>
          <th scope="col">${t('picture.pages-where')}</th>
        </tr>
      </thead>
      <tbody>
        ${pages.ranges.slice(0, mostRanges).map((range) => this.#range(range, walked))}
      </tbody>
    </table>`;
  }

  #range(range: RangeView, walked: number) {
    const here = walked >= range.first && walked <= range.last;
    return html`<tr class="${range.user ? 'user' : 'kernel'} ${here ? 'here' : ''}">
      <th scope="row">
        <button
          class="field"
          title=${t('picture.pages-more')}
          @click=${() => act(this, { do: 'see', path: `page.${hex8(range.first)}` })}
        >
          ${hex8(range.first)}<br />${hex8(range.last)}
        </button>
      </th>
      <td>${range.text}${here ? html` <i>${t('picture.pages-here')}</i>` : nothing}</td>
      <td class="mono">${hex8(range.physical)}</td>
    </tr>`;
  }
}
