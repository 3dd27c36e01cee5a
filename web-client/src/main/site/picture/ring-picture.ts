import { LitElement, html, nothing, svg, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RingsView, Sentence } from '../simulator/protocol';
import { t } from '../messages/text';
import { base, drawing } from '../style/base';
import { walkAlong } from './walk';
import { crossingPath, monastery } from './monastery/monastery';
import { scene } from './monastery/scene';
import { monasteryStyle } from './monastery/style';
import type { Point } from './ground';
import { places } from './places';
import { plan } from './plan/plan';
import { press } from './pressed';
import './rings-table';
import ringPictureText from './ring-picture.css?inline';

/** The rings of the machine, in either skin, drawn for the space there is. */
@customElement('ring-picture')
export class RingPicture extends LitElement {
  static override styles = [base, drawing, monasteryStyle, unsafeCSS(ringPictureText)];

  @property({ attribute: false }) rings: RingsView | null = null;
  @property({ attribute: false }) sentence: Sentence | null = null;
  @property({ attribute: false }) step = 0;
  @property() skin: 'plan' | 'monastery' = 'plan';
  @property({ type: Boolean }) slab = false;
  @property({ type: Boolean }) table = false;
  /** In projector mode everything, type included, is drawn this much larger. */
  @property({ type: Number }) zoom = 1;
  @state() private width = 0;
  @state() private height = 0;
  #walked = -1;
  readonly #observer = new ResizeObserver(([entry]) => {
    const box = entry!.contentRect;
    this.width = Math.round(box.width / this.zoom);
    this.height = Math.round(box.height / this.zoom);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** The monastery's figures are explained where there is room for it. */
  get #explained(): boolean {
    return this.skin === 'monastery' && !this.slab;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#explained) void import('./monastery/picture-legend');
    if (changed.has('zoom')) {
      const box = this.getBoundingClientRect();
      this.width = Math.round(box.width / this.zoom);
      this.height = Math.round(box.height / this.zoom);
    }
  }

  protected override render() {
    if (!this.rings || this.width < 40 || this.height < 40) return nothing;
    if (this.table)
      return html`<rings-table
        tabindex="0"
        role="region"
        aria-label=${t('picture.as-table')}
        .rings=${this.rings}
      ></rings-table>`;
    const name = t(this.skin === 'plan' ? 'picture.as-plan' : 'picture.as-monastery');
    return html`<div class="frame">
      <svg
        class=${this.skin === 'plan' ? 'plan' : 'iso'}
        viewBox="0 0 ${this.width} ${this.height}"
        role="group"
        aria-labelledby="title desc"
        @click=${press}
        @keydown=${press}
      >
        ${svg`<title id="title">${name}</title><desc
          id="desc">${describe(this.rings, this.sentence)}</desc>`}
        ${this.#draw(this.rings)}
      </svg>
      ${this.#explained ? html`<picture-legend></picture-legend>` : nothing}
    </div>`;
  }

  #draw(rings: RingsView) {
    return this.skin === 'plan'
      ? plan(rings, places(rings, this.width, this.height))
      : monastery(rings, scene(rings, this.width, this.height, this.slab));
  }

  /** A figure walks once, when the step that crossed has just been shown. */
  protected override updated(): void {
    const key = this.step;
    if (!this.rings || key === this.#walked) return;
    const first = this.#walked < 0;
    this.#walked = key;
    const way = this.#way(this.rings);
    const actor = this.renderRoot.querySelector<SVGGElement>('.actor');
    if (way && actor && !first) walkAlong(actor, way);
  }

  #way(rings: RingsView): Point[] | null {
    if (!rings.crossing || this.table || this.width < 40) return null;
    return this.skin === 'plan'
      ? places(rings, this.width, this.height).crossing
      : crossingPath(scene(rings, this.width, this.height, this.slab));
  }
}

/** What the picture says, for those who cannot see it. */
export function describe(rings: RingsView, sentence: Sentence | null): string {
  const gates = rings.gates
    .map((g) => t('picture.gate', { gate: g.label, dpl: g.dpl, word: g.word.text }))
    .join(' ');
  return `${sentence?.text ?? ''} ${t('picture.cpl', { ring: rings.cpl })} ${gates}`.trim();
}
