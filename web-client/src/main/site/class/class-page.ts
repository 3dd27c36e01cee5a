import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { api, Problem, type ClassSummary, type Me } from '../server/api';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import './class-room';
import './class-roster';
import './join-form';
import './sign-form';

/** Classes, for learners and for instructors. */
@customElement('class-page')
export class ClassPage extends LitElement {
  static override styles = [base, documentStyle, css`
    .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: var(--s7); align-items: start; } .card { border: 1px solid var(--rule); border-radius: var(--r2); padding: var(--s4) var(--s5) var(--s5); } .card h2 { margin: 0 0 var(--s2); } .card p { color: var(--soft); margin-bottom: var(--s3); }
    .error { margin-bottom: var(--s4); } .who { display: flex; gap: var(--s3); align-items: center; margin-bottom: var(--s4); } form { display: flex; gap: var(--s2); align-items: end; margin: var(--s3) 0; flex-wrap: wrap; } form .field { flex: 1 1 220px; } class-roster, class-room { margin-top: var(--s4); }
    @media (max-width: 800px) { .two { grid-template-columns: minmax(0, 1fr); gap: var(--s4); } .card { padding: var(--s4); } }
  `];
  @state() private me: Me | null = null;
  @state() private classes: ClassSummary[] = [];
  @state() private problem = '';
  @state() private away = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.me = await api.me();
      this.classes = this.me.instructor ? await api.classes() : [];
      this.away = false;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.away = true;
    }
  }

  protected override render() {
    const me = this.me;
    return html`<site-nav here="/class"></site-nav><h1>${t('class.title')}</h1><p class="lead">${t('class.lead')}</p>
      ${this.away ? html`<p class="error" role="alert">${icon('cross')}<span>${t('class.no-server')}</span></p>` : nothing}
      ${me?.memberships.map((m) => html`<class-room code=${m.code} .nickname=${m.nickname}></class-room>`)}
      ${me?.instructor ? this.#instructor(me.instructor.name) : html`<div class="two"><section class="card"><h2>${t('class.for-learners')}</h2><p>${t('class.join-text')}</p><join-form @done=${() => void this.#load()}></join-form></section>
        <section class="card"><h2>${t('class.for-instructors')}</h2><p>${t('class.sign-text')}</p><sign-form @done=${() => void this.#load()}></sign-form></section></div>`}`;
  }

  #instructor(name: string) {
    return html`<section><div class="who"><span>${t('class.signed-in', { name })}</span><button class="btn" @click=${this.#signOut}>${t('class.sign-out')}</button></div>
      <form @submit=${this.#create}><label class="field">${t('class.new')}<input name="title" required maxlength="80" autocomplete="off"></label><button class="btn solid">${t('class.create')}</button></form>
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}
      ${this.classes.map((c) => html`<class-roster .summary=${c}></class-roster>`)}</section>`;
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.problem = '';
    try {
      await api.createClass(String(new FormData(form).get('title')));
      form.reset();
      await this.#load();
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
    }
  };

  readonly #signOut = async (): Promise<void> => {
    await api.signOut().catch(() => undefined);
    await this.#load();
  };
}
