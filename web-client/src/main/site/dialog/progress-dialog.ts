import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api } from '../server/api';
import { base } from '../style/base';
import { modal, modalStyle } from './modal';
import progressDialogText from './progress-dialog.css?inline';
import { formText } from '../page/form-text';

/** Moves progress to another device by a code. */
@customElement('progress-dialog')
export class ProgressDialog extends LitElement {
  static override styles = [base, modalStyle, unsafeCSS(progressDialogText)];
  readonly #work = new Work(this);
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @state() private code: { code: string; expires: string } | null = null;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    return modal(
      t('progress.title'),
      html`<p>${t('progress.lead')}</p>
        <h3>${t('progress.from-here')}</h3>
        ${
          this.code
            ? html`<p class="code" id="code" tabindex="-1">${this.code.code}</p>
                <p>
                  ${t('progress.expires', { when: new Date(this.code.expires).toLocaleString() })}
                </p>`
            : html`<div class="line">
                <button class="btn" aria-disabled=${this.#work.busy} @click=${this.#make}>
                  ${t('progress.make')}
                </button>
              </div>`
        }
        <hr />
        <h3>${t('progress.to-here')}</h3>
        <form class="line" @submit=${this.#claim} @input=${this.#work.clear}>
          <input
            name="code"
            autocomplete="off"
            spellcheck="false"
            required
            aria-label=${t('progress.code')}
            placeholder=${t('progress.code')}
          /><button class="btn" aria-disabled=${this.#work.busy}>${t('progress.claim')}</button>
        </form>
        ${problemLine(this.#work.problem)}`,
      () => this.dispatchEvent(new Event('close')),
    );
  }

  readonly #make = async (): Promise<void> => {
    const made = await this.#work.run(async () => {
      this.code = await api.progressCode();
    });
    if (!made) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
  };

  readonly #claim = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const code = formText(new FormData(event.target as HTMLFormElement), 'code').trim();
    await this.#work.run(async () => {
      await api.claimProgress(code);
      this.dispatchEvent(new Event('claimed'));
    });
  };
}
