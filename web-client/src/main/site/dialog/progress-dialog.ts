import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { api, Problem } from '../server/api';
import { base } from '../style/base';
import { modal, modalStyle } from './modal';

/** Moves progress to another device by a code. */
@customElement('progress-dialog')
export class ProgressDialog extends LitElement {
  static override styles = [base, modalStyle, css`.code { font: 500 var(--t5)/var(--l5) var(--mono); letter-spacing: .06em; user-select: all; } h3 { font: 600 var(--t3)/20px var(--sans); } hr { border: 0; border-top: 1px solid var(--rule); width: 100%; margin: var(--s1) 0; }`];
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @state() private code: { code: string; expires: string } | null = null;
  @state() private problem = '';

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    return modal(t('progress.title'), html`<p>${t('progress.lead')}</p>
      <h3>${t('progress.from-here')}</h3>
      ${this.code ? html`<p class="code">${this.code.code}</p><p>${t('progress.expires', { when: new Date(this.code.expires).toLocaleString() })}</p>` : html`<div class="line"><button class="btn" @click=${this.#make}>${t('progress.make')}</button></div>`}
      <hr><h3>${t('progress.to-here')}</h3>
      <form class="line" @submit=${this.#claim}><input name="code" autocomplete="off" spellcheck="false" required aria-label=${t('progress.code')} placeholder=${t('progress.code')}><button class="btn">${t('progress.claim')}</button></form>
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}`, () => this.dispatchEvent(new Event('close')));
  }

  readonly #make = async (): Promise<void> => {
    await this.#try(async () => {
      this.code = await api.progressCode();
    });
  };

  readonly #claim = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const code = String(new FormData(event.target as HTMLFormElement).get('code') ?? '').trim();
    await this.#try(async () => {
      await api.claimProgress(code);
      this.dispatchEvent(new Event('claimed'));
    });
  };

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await work();
    } catch (problem) {
      this.problem = problem instanceof Problem ? (problem.away ? t('server.away') : problem.message || t('server.failed', { status: problem.status })) : String(problem);
    }
  }
}
