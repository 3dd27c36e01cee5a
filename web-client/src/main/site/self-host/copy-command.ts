import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from './words';
import { base } from '../style/base';
import copyCommandText from './copy-command.css?inline';
import { icon } from '../page/icons';

const shortly = 4000;

/** Commands to be taken along; where the browser does not copy, they are selected for the keys. */
@customElement('copy-command')
export class CopyCommand extends LitElement {
  static override styles = [base, unsafeCSS(copyCommandText)];

  @property() text = '';
  /** What they do, for those who do not see where they stand. */
  @property() name = '';
  @state() private told: '' | 'copied' | 'selected' = '';
  @query('code') private readonly code!: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const copied = this.told === 'copied';
    return html`<pre
        tabindex="0"
        role="region"
        aria-label=${this.name}
      ><code>${this.text}</code></pre>
      <button class="btn" @click=${this.#copy}>
        ${icon(copied ? 'tick' : 'copy')}${t(copied ? 'copy.copied' : 'copy.copy')}<span
          class="visually-hidden"
          >: ${this.name}</span
        >
      </button>
      <p role="status">
        ${this.told === 'selected' ? t('copy.selected') : ''}<span class="visually-hidden"
          >${copied ? t('copy.copied') : ''}</span
        >
      </p>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.told = 'copied';
    } catch {
      getSelection()?.selectAllChildren(this.code);
      this.told = 'selected';
    }
    clearTimeout(this.#timer);
    if (this.told === 'copied') this.#timer = setTimeout(() => (this.told = ''), shortly);
  };
}
