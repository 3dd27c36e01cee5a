import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import { plain } from '../page/format';
import { icon } from '../page/icons';
import { problemLine } from '../page/problem';
import { titled } from '../page/titled';
import { Work } from '../page/work';
import { passedHere } from '../progress/progress';
import { api, type ClassView } from '../server/api';
import { base } from '../style/base';
import '../page/confirm-button';
import { assignmentAddress } from './assignment';
import { nextOf, standings, type Standing } from './next';
import { t } from './words';
import classRoomText from './class-room.css?inline';

/** A class as its learner sees it: what is to be done. */
@customElement('class-room')
export class ClassRoom extends LitElement {
  static override styles = [base, unsafeCSS(classRoomText)];
  readonly #work = new Work(this, t('class.no-server'));
  readonly #reading = new Work(this, t('class.no-server'));
  @property() code = '';
  @property() heading = '';
  @property() nickname = '';
  @state() private room: ClassView | null = null;
  @state() private lessons: LessonEntry[] = [];
  @query('h2') private readonly head!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#load);
    void this.#load();
    void loadIndex().then((found) => (this.lessons = found));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#load);
  }

  override focus(): void {
    this.head.focus();
  }

  /** Whoever comes back to the tab sees what was assigned meanwhile. */
  readonly #load = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    await this.#reading.run(async () => {
      this.room = await api.class(this.code);
    });
  };

  protected override render() {
    const work = this.room && standings(this.room.assignments, this.lessons, passedHere);
    return html`<section aria-label=${this.heading}>
      <h2 tabindex="-1">${this.heading}</h2>
      ${problemLine(this.#work.problem || this.#reading.problem)}
      ${
        work?.length
          ? html`${this.#next(nextOf(work))}
              <ul aria-label=${t('class.assignments')}>
                ${work.map((standing) => this.#assigned(standing))}
              </ul>`
          : work
            ? html`<p class="note">${t('class.nothing-assigned-learner')}</p>`
            : ''
      }
      <div class="foot">
        <p class="meta">${t('class.member', { nickname: this.nickname, code: this.code })}</p>
        <confirm-button
          label=${t('class.leave')}
          name=${t('class.leave-class', { title: this.heading })}
          question=${t('class.leave-question')}
          ?busy=${this.#work.busy}
          @confirm=${this.#leave}
        ></confirm-button>
      </div>
    </section>`;
  }

  #next(next: Standing | null) {
    if (!next) return html`<p class="next">${t('class.all-done')}</p>`;
    const { assignment, done } = next;
    return html`<p class="next">
      <span>${t('class.next')} <b>${titled(assignment.title)}</b></span>
      <a class="btn solid" href=${assignmentAddress(this.code, assignment)}
        >${icon('play')}${t(done ? 'class.go-on' : 'class.begin')}<span class="visually-hidden"
          >: ${plain(assignment.title)}</span
        ></a
      >
    </p>`;
  }

  #assigned({ assignment, done, total }: Standing) {
    const state = total
      ? done === total
        ? html`<span class="state done">${icon('tick')}${t('class.finished')}</span>`
        : html`<span class="state"
            >${done ? t('class.tasks-done', { done, total }) : t('class.not-begun')}</span
          >`
      : html`<span class="state">${assignment.sandbox ? t('class.is-sandbox') : ''}</span>`;
    return html`<li>
      <a href=${assignmentAddress(this.code, assignment)}>${titled(assignment.title)}</a>${state}
    </li>`;
  }

  readonly #leave = async (): Promise<void> => {
    if (await this.#work.run(() => api.leave(this.code))) this.dispatchEvent(new Event('left'));
  };
}
