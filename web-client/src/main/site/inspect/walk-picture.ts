import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PageBitView, WalkView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex, hex8 } from '../page/format';
import { base, drawing } from '../style/base';
import {
  addressLine,
  bandTall,
  bitLine,
  tall,
  top,
  total,
  walkDrawing,
  type Arrow,
  type Column,
} from './walk-drawing';
import walkPictureText from './walk-picture.css?inline';

/**
 * The way of one linear address: its bits above, the tables that they select from below, the page
 * at the end.
 */
@customElement('walk-picture')
export class WalkPicture extends LitElement {
  static override styles = [base, drawing, unsafeCSS(walkPictureText)];

  @property({ attribute: false }) walk: WalkView | null = null;

  protected override render() {
    const walk = this.walk;
    if (!walk) return nothing;
    const d = walkDrawing(walk);
    return html`<svg viewBox="0 0 ${total} ${d.height}" role="img" aria-label=${spoken(walk)}>
      ${d.columns.map((c) => this.#column(walk, c))}${d.arrows.map((a) => this.#arrow(a))}
      ${
        d.end
          ? svg`<path class="closed no" d="M${d.end.x - 4} ${d.end.y - 4}l8 8m0 -8l-8 8"></path>`
          : nothing
      }
    </svg>`;
  }

  #column(walk: WalkView, c: Column) {
    const middle = c.x + c.w / 2;
    return svg`<g class="${
      c.entry?.decided ? 'no' : c.entry ? 'yes' : ''
    }">${this.#index(c, middle)}
      <text class="t1 xg" x=${middle} y=${top - 6} text-anchor="middle">${t(
        c.level === 'frame' && walk.frame === null ? 'pages.nowhere' : `pages.${c.level}`,
      )}</text>
      ${
        c.level === 'cr3'
          ? this.#cr3(walk, c, middle)
          : c.level === 'frame'
            ? this.#frame(walk, c, middle)
            : this.#table(c, middle)
      }</g>`;
  }

  /** The bits that select, above what they select from. */
  #index(c: Column, middle: number) {
    const i = c.index;
    if (!i) return nothing;
    return svg`<rect class="fp sr thin" x=${c.x + 0.5} y="14.5" width=${c.w - 1} height="20"
      rx="2"></rect><text class="m xi" x=${middle} y="28.5" text-anchor="middle">${i.text}</text>
      <text class="up" x=${middle} y="10" text-anchor="middle">${i.high}–${i.low}</text>
      <path class="selects no" d="M${middle} 36V${top - 18}"></path>`;
  }

  #cr3(walk: WalkView, c: Column, middle: number) {
    return svg`<rect class="fp sr thin" x=${c.x + 0.5} y=${top + 0.5} width=${c.w - 1} height="20"
      rx="2"></rect>
      <text class="m xi" x=${middle} y=${top + 14.5} text-anchor="middle">${hex8(walk.cr3)}</text>`;
  }

  #table(c: Column, middle: number) {
    const e = c.entry!;
    return svg`<rect class="fp sr thin" x=${c.x + 0.5} y=${top + 0.5} width=${c.w - 1}
      height=${tall} rx="2"></rect>
      <rect class="band thin" x=${c.x + 0.5} y=${c.band - bandTall / 2} width=${c.w - 1}
        height=${bandTall} rx="2"></rect>
      <text class="m ${
        e.decided ? 'xf xbold' : 'xi'
      }" x=${middle} y=${c.band + 4} text-anchor="middle">${hex8(e.low)}</text>
      <text class="m xg" x=${middle} y=${addressLine} text-anchor="middle">${hex8(e.address)}</text>
      ${e.bits.map((b, n) => this.#bit(c, b, n))}`;
  }

  #bit(c: Column, b: PageBitView, n: number) {
    const y = bitLine(n),
      look = b.decided ? 'xf xbold' : b.value ? 'xi' : 'xg';
    return svg`<text class="t1 ${look}" x=${c.x + 4} y=${y}>${b.name}</text>
      <text class="m ${look}" x=${c.x + c.w - 4} y=${y}
        text-anchor="end">${b.decided ? '✕ ' : ''}${b.value}</text>`;
  }

  #frame(walk: WalkView, c: Column, middle: number) {
    const gone = walk.frame === null || walk.physical === null;
    return svg`<rect class="fp ${gone ? 'sf none' : 'sr'} thin" x=${c.x + 0.5} y=${top + 0.5}
      width=${c.w - 1} height=${tall} rx="2"></rect>
      ${
        gone
          ? nothing
          : svg`<text class="m xi" x=${middle} y=${addressLine}
            text-anchor="middle">${hex8(walk.frame!)}</text>
          <text class="m xg" x=${middle} y=${c.band + 4}
            text-anchor="middle">+${hex(walk.physical! - walk.frame!, 3)}</text>`
      }`;
  }

  #arrow({ x1, y1, x2, y2 }: Arrow) {
    const half = (x1 + x2) / 2;
    return svg`<path class="way no" d="M${x1} ${y1}H${half}V${y2}H${x2 - 3}"></path>
      <path class="head" d="M${x2 + 1} ${y2}l-5 -3v6z"></path>`;
  }
}

/** The drawing in words: what selected each entry, what it says, and which one decided. */
export function spoken(walk: WalkView): string {
  const way = walk.entries.map((e) => {
    const bits = walk.indices.find((i) => i.level === e.level)!;
    const text = t('pages.by-bits', {
      high: String(bits.high),
      low: String(bits.low),
      value: bits.text,
      index: String(e.index),
      level: t(`pages.${e.level}`),
      entry: hex8(e.low),
      address: hex8(e.address),
    });
    return e.decided ? `${text} ${t('pages.decides')}` : text;
  });
  return t('pages.drawing', { title: walk.title.text, way: way.join(' ') });
}
