import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { api, Problem } from '../server/api';
import { base } from '../style/base';

/** A code and a nickname are all that a learner needs. */
@customElement('join-form')
export class JoinForm extends LitElement {
  static override styles = [base, css`form { display: grid; gap: var(--s3); } .btn { justify-self: start; }`];
  @state() private problem = '';

  protected override render() {
    const code = new URLSearchParams(location.search).get('code') ?? '';
    return html`<form @submit=${this.#join}><label class="field">${t('class.code')}<input name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false" .value=${code}></label>
      <label class="field">${t('class.nickname')}<input name="nickname" required maxlength="40" autocomplete="off"></label>
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}
      <button class="btn solid">${t('class.join')}</button></form>`;
  }

  readonly #join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.problem = '';
    try {
      await api.join(String(form.get('code')).trim(), String(form.get('nickname')).trim());
      this.dispatchEvent(new Event('done'));
    } catch (problem) {
      this.problem = problem instanceof Problem ? problem.message || t('server.away') : String(problem);
    }
  };
}
