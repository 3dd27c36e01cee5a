import { LitElement, html, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../messages/text';
import { base } from '../style/base';
import { bounds, sizes, type SizeName } from './sizes';
import paneDividerText from './pane-divider.css?inline';

const small = 2,
  large = 10;

/**
 * The line between two panes, to be moved: it lies over all that both have together. A double
 * click, or Enter, puts it back.
 */
@customElement('pane-divider')
export class PaneDivider extends LitElement {
  static override styles = [base, unsafeCSS(paneDividerText)];

  @property() of: SizeName = 'columns';
  /** The panes lie one above the other. */
  @property({ type: Boolean, reflect: true }) across = false;

  override connectedCallback(): void {
    super.connectedCallback();
    sizes.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    sizes.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => this.requestUpdate();

  protected override render() {
    const { least, most } = bounds[this.of];
    return html`<div
      role="separator"
      tabindex="0"
      aria-label=${t(`divider.${this.of}`)}
      aria-orientation=${this.across ? 'horizontal' : 'vertical'}
      aria-valuemin=${least}
      aria-valuemax=${most}
      aria-valuenow=${Math.round(sizes.of(this.of))}
      title=${t('divider.title')}
      @keydown=${this.#key}
      @pointerdown=${this.#down}
      @pointermove=${this.#drag}
      @pointerup=${() => sizes.keep()}
      @dblclick=${() => this.#to(null)}
    ></div>`;
  }

  protected override updated(_: PropertyValues): void {
    this.style.setProperty('--at', `${sizes.of(this.of)}%`);
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const value = this.#wanted(event.key, event.shiftKey ? large : small);
    if (value === undefined) return;
    event.preventDefault();
    this.#to(value);
  };

  #wanted(key: string, by: number): number | null | undefined {
    const now = sizes.of(this.of),
      { least, most } = bounds[this.of];
    switch (key) {
      case this.across ? 'ArrowUp' : 'ArrowLeft':
        return now - by;
      case this.across ? 'ArrowDown' : 'ArrowRight':
        return now + by;
      case 'Home':
        return least;
      case 'End':
        return most;
      case 'Enter':
        return null;
      default:
        return undefined;
    }
  }

  #to(value: number | null): void {
    sizes.move(this.of, value);
    sizes.keep();
  }

  readonly #down = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  readonly #drag = (event: PointerEvent): void => {
    if (!(event.buttons & 1)) return;
    const all = this.getBoundingClientRect();
    const share = this.across
      ? (event.clientY - all.top) / all.height
      : (event.clientX - all.left) / all.width;
    sizes.move(this.of, share * 100);
  };
}
