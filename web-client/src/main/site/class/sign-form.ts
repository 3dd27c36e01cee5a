import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from './words';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api } from '../server/api';
import { base } from '../style/base';
import signFormText from './sign-form.css?inline';
import { formText } from '../page/form-text';

/** Sign in, or sign up, with a name and a password. */
@customElement('sign-form')
export class SignForm extends LitElement {
  static override styles = [base, unsafeCSS(signFormText)];
  readonly #work = new Work(this, t('class.no-server'));
  @state() private create = false;

  protected override render() {
    const busy = this.#work.busy;
    return html`<form @submit=${this.#submit} @input=${this.#work.clear}>
      <label class="field"
        >${t('class.name')}<input name="name" required maxlength="80" autocomplete="username"
      /></label>
      <label class="field"
        >${t('class.password')}<input
          name="password"
          type="password"
          required
          minlength=${this.create ? 10 : 1}
          autocomplete=${this.create ? 'new-password' : 'current-password'}
      /></label>
      ${this.create ? html`<p class="note">${t('class.password-note')}</p>` : nothing}
      ${problemLine(this.#work.problem)}
      <div class="line">
        <button class="btn solid" aria-disabled=${busy}>
          ${t(busy ? 'class.signing' : this.create ? 'class.sign-up' : 'class.sign-in')}</button
        ><button
          type="button"
          class="switch"
          @click=${() => {
            this.create = !this.create;
            this.#work.clear();
          }}
        >
          ${t(this.create ? 'class.have-account' : 'class.no-account')}
        </button>
      </div>
    </form>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = formText(form, 'name').trim(),
      password = formText(form, 'password');
    const done = await this.#work.run(async () => {
      if (this.create) await api.signUp(name, password);
      else await api.signIn(name, password);
    });
    if (done) this.dispatchEvent(new Event('done'));
  };
}
