import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { t } from './words';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api, Problem, type ClassSummary, type Me } from '../server/api';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import type { ClassRoom } from './class-room';
import './class-room';
import './class-roster';
import type { JoinedEvent } from './join-form';
import './join-form';
import './password-form';
import './sign-form';
import classPageText from './class-page.css?inline';
import { formText } from '../page/form-text';

/** Classes, for learners and for instructors. */
@customElement('class-page')
export class ClassPage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(classPageText)];
  readonly #work = new Work(this, t('class.no-server'));
  @state() private me: Me | null = null;
  @state() private classes: ClassSummary[] = [];
  @state() private away = false;
  /** What has just been done, for eyes and ears. */
  @state() private said = '';
  @query('form.new input') private readonly newTitle!: HTMLElement | null;
  @query('h1') private readonly heading!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const me = await api.me();
      this.classes = me.instructor ? await api.classes() : [];
      this.me = me;
      this.away = false;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.away = true;
    }
    await this.updateComplete;
  }

  protected override render() {
    const me = this.me;
    return html`<site-nav here="/class"></site-nav>
      <h1 tabindex="-1">${t('class.title')}</h1>
      <p class="lead">${t('class.lead')}</p>
      ${problemLine(this.away ? t('class.no-server') : '')}
      <p class="said" role="status">${this.said}</p>
      ${me?.memberships.map(
        (m) =>
          html`<class-room
            code=${m.code}
            heading=${m.title}
            nickname=${m.nickname}
            @left=${() => void this.#left(m.title)}
          ></class-room>`,
      )}
      ${
        me?.instructor
          ? this.#instructor(me.instructor.name)
          : html`<div class="two">
              <section class="card">
                <h2>${t(me?.memberships.length ? 'class.for-members' : 'class.for-learners')}</h2>
                <p>${t('class.join-text')}</p>
                ${this.#joinForm()}
              </section>
              <section class="card">
                <h2>${t('class.for-instructors')}</h2>
                <p>${t('class.sign-text')}</p>
                <sign-form @done=${this.#signedIn}></sign-form>
              </section>
            </div>`
      }`;
  }

  #joinForm() {
    const invited = new URLSearchParams(location.search).get('code') ?? '';
    const member = this.me?.memberships.some((m) => m.code === invited.toUpperCase());
    return html`<join-form code=${member ? '' : invited} @joined=${this.#joined}></join-form>`;
  }

  #instructor(name: string) {
    return html`<section aria-label=${t('class.for-instructors')}>
      ${this.classes.map(
        (c) =>
          html`<class-roster
            .summary=${c}
            @deleted=${() => void this.#deleted(c.title)}
          ></class-roster>`,
      )}
      <form class="new" @submit=${this.#create} @input=${this.#work.clear}>
        <label class="field"
          >${t('class.new')}<input name="title" required maxlength="80" autocomplete="off" /></label
        ><button class="btn ${this.classes.length ? '' : 'solid'}" aria-disabled=${this.#work.busy}>
          ${t(this.#work.busy ? 'class.creating' : 'class.create')}
        </button>
      </form>
      ${problemLine(this.#work.problem)}
      <details>
        <summary>${t('class.join-too')}</summary>
        ${this.#joinForm()}
      </details>
      <h2 class="account">${t('class.account')}</h2>
      <div class="who">
        <span>${t('class.signed-in', { name })}</span
        ><button class="btn" aria-disabled=${this.#work.busy} @click=${this.#signOut}>
          ${t('class.sign-out')}
        </button>
      </div>
      <details>
        <summary>${t('class.change-password')}</summary>
        <password-form name=${name}></password-form>
      </details>
    </section>`;
  }

  // What the forms did, and where the focus goes when they are gone

  readonly #joined = async (event: JoinedEvent): Promise<void> => {
    await this.#load();
    const joined = this.me?.memberships.find((m) => m.code === event.code);
    this.said = joined ? t('class.joined', { title: joined.title, nickname: joined.nickname }) : '';
    const room = [...this.renderRoot.querySelectorAll<ClassRoom>('class-room')].find(
      (r) => r.code === event.code,
    );
    await room?.updateComplete;
    room?.focus();
  };

  readonly #signedIn = async (): Promise<void> => {
    await this.#load();
    this.said = '';
    (this.classes.length ? this.heading : this.newTitle)?.focus();
  };

  async #left(title: string): Promise<void> {
    await this.#load();
    this.said = t('class.left', { title });
    this.heading.focus();
  }

  async #deleted(title: string): Promise<void> {
    await this.#load();
    this.said = t('class.deleted', { title });
    this.newTitle?.focus();
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const title = formText(new FormData(form), 'title');
    const done = await this.#work.run(async () => {
      const made = await api.createClass(title);
      await this.#load();
      this.said = t('class.created', { title: made.title, code: made.code });
    });
    if (done) form.reset();
  };

  readonly #signOut = async (): Promise<void> => {
    if (!(await this.#work.run(() => api.signOut()))) return;
    await this.#load();
    this.said = t('class.signed-out');
    this.heading.focus();
  };
}
