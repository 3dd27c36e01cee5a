import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { base } from '../style/base';
import noticeBarText from './notice-bar.css?inline';

/** What can be done about a notice. */
export interface Remedy {
  label: string;
  key?: string;
  act: () => void;
}
const shortly = 8000,
  longer = 30_000;

/** One sentence above the timeline that goes away by itself; with a remedy it waits longer. */
@customElement('notice-bar')
export class NoticeBar extends LitElement {
  static override styles = [base, unsafeCSS(noticeBarText)];

  @state() private text = '';
  @state() private remedy: Remedy | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  tell(text: string, remedy: Remedy | null = null): void {
    this.text = text;
    this.remedy = remedy;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), remedy ? longer : shortly);
  }

  /** The machine goes on: what could be done about the former notice is no longer offered. */
  goOn(): void {
    if (this.remedy) this.close();
  }

  protected override render() {
    const { text, remedy } = this;
    return html`<div class="notice" role="status" ?hidden=${!text}>
      ${text}${
        remedy
          ? html`<button
              class="btn"
              @click=${() => {
                this.close();
                remedy.act();
              }}
            >
              ${remedy.label}${remedy.key ? html` <kbd>${remedy.key}</kbd>` : nothing}
            </button>`
          : nothing
      }
      ${
        text
          ? html`<button
              class="btn square quiet"
              aria-label=${t('dialog.close')}
              @click=${() => this.close()}
            >
              ${icon('cross')}
            </button>`
          : nothing
      }
    </div>`;
  }

  close(): void {
    this.text = '';
    this.remedy = null;
  }
}
