import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { api, Problem } from '../server/api';
import { base } from '../style/base';

/** Sign in, or sign up, with a name and a password. */
@customElement('sign-form')
export class SignForm extends LitElement {
  static override styles = [base, css`form { display: grid; gap: var(--s3); } .line { display: flex; gap: var(--s2); align-items: center; flex-wrap: wrap; } .switch { text-decoration: underline var(--rule-strong); text-underline-offset: 3px; min-height: 24px; font-size: var(--t2); color: var(--soft); }`];
  @state() private create = false;
  @state() private problem = '';

  protected override render() {
    return html`<form @submit=${this.#submit}><label class="field">${t('class.name')}<input name="name" required maxlength="80" autocomplete="username"></label>
      <label class="field">${t('class.password')}<input name="password" type="password" required minlength=${this.create ? 10 : 1} autocomplete=${this.create ? 'new-password' : 'current-password'}></label>
      ${this.create ? html`<p class="note">${t('class.password-note')}</p>` : nothing}
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}
      <div class="line"><button class="btn solid">${t(this.create ? 'class.sign-up' : 'class.sign-in')}</button><button type="button" class="switch" @click=${() => { this.create = !this.create; this.problem = ''; }}>${t(this.create ? 'class.have-account' : 'class.no-account')}</button></div></form>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = String(form.get('name')).trim(), password = String(form.get('password'));
    this.problem = '';
    try {
      if (this.create) await api.signUp(name, password);
      else await api.signIn(name, password);
      this.dispatchEvent(new Event('done'));
    } catch (problem) {
      this.problem = problem instanceof Problem ? problem.message || t('server.away') : String(problem);
    }
  };
}
