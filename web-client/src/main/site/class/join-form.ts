import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from './words';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api } from '../server/api';
import { base } from '../style/base';
import joinFormText from './join-form.css?inline';
import { formText } from '../page/form-text';

/** Somebody has joined the class of this code. */
export class JoinedEvent extends Event {
  constructor(readonly code: string) {
    super('joined');
  }
}

/** A code and a nickname are all that a learner needs. */
@customElement('join-form')
export class JoinForm extends LitElement {
  static override styles = [base, unsafeCSS(joinFormText)];
  readonly #work = new Work(this, t('class.no-server'));
  /** The code of an invitation. */
  @property() code = '';

  protected override render() {
    return html`<form @submit=${this.#join} @input=${this.#work.clear}>
      <label class="field"
        >${t('class.code')}<input
          name="code"
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          .value=${this.code}
      /></label>
      <label class="field"
        >${t('class.nickname')}<input name="nickname" required maxlength="40" autocomplete="off"
      /></label>
      ${problemLine(this.#work.problem)}
      <button class="btn solid" aria-disabled=${this.#work.busy}>
        ${t(this.#work.busy ? 'class.joining' : 'class.join')}
      </button>
    </form>`;
  }

  readonly #join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    let code = formText(data, 'code').trim();
    const done = await this.#work.run(async () => {
      ({ code } = await api.join(code, formText(data, 'nickname').trim()));
    });
    if (!done) return;
    form.reset();
    this.dispatchEvent(new JoinedEvent(code));
  };
}
