import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formText } from '../page/form-text';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api } from '../server/api';
import { base } from '../style/base';
import signFormText from './sign-form.css?inline';
import { t } from './words';

/** Another password, for whom knows the one of today. */
@customElement('password-form')
export class PasswordForm extends LitElement {
  static override styles = [base, unsafeCSS(signFormText)];
  readonly #work = new Work(this, t('class.no-server'));
  /** Whose it is, for what keeps passwords. */
  @property() name = '';
  @state() private changed = false;

  protected override render() {
    const busy = this.#work.busy,
      wrong = this.#work.field;
    return html`<form @submit=${this.#submit} @input=${this.#typed}>
      <input type="text" autocomplete="username" .value=${this.name} hidden />
      <label class="field"
        >${t('class.password-now')}<input
          name="password"
          type="password"
          required
          maxlength="200"
          aria-invalid=${wrong === 'password'}
          autocomplete="current-password"
      /></label>
      <label class="field"
        >${t('class.password-new')}<input
          name="newPassword"
          type="password"
          required
          minlength="10"
          maxlength="200"
          aria-invalid=${wrong === 'newPassword'}
          aria-describedby="note"
          autocomplete="new-password"
      /></label>
      <p class="note" id="note">${t('class.password-note')}</p>
      ${problemLine(this.#work.problem)}
      <div class="line">
        <button class="btn solid" aria-disabled=${busy}>
          ${t(busy ? 'class.changing' : 'class.change-password')}
        </button>
      </div>
      <p class="said" role="status">${this.changed ? t('class.password-changed') : ''}</p>
    </form>`;
  }

  readonly #typed = (): void => {
    this.changed = false;
    this.#work.clear();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement,
      given = new FormData(form);
    this.changed = await this.#work.run(() =>
      api.changePassword(formText(given, 'password'), formText(given, 'newPassword')),
    );
    if (this.changed) form.reset();
    else if (this.#work.field)
      form.querySelector<HTMLElement>(`[name="${this.#work.field}"]`)?.focus();
  };
}
