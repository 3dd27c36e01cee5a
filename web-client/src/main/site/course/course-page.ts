import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import { partName } from '../lesson/lesson-pane';
import { t } from '../messages/text';
import { mergeApart } from '../progress/merge';
import { Progress } from '../progress/progress';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import './course-map';
import coursePageText from './course-page.css?inline';

/** All lessons, and how far the learner is. */
@customElement('course-page')
export class CoursePage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(coursePageText)];
  readonly #progress = new Progress(mergeApart, (text) => (this.problem = text));
  @state() private lessons: LessonEntry[] = [];
  @state() private problem = '';
  @state() private moving = false;
  @query('#move') private readonly moveButton!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadIndex().then((found) => (this.lessons = found));
    void this.#progress.fetch().then(() => this.requestUpdate());
  }

  protected override render() {
    return html`<site-nav here="/course"></site-nav>
      <h1>${t('course.page-title')}</h1>
      <p class="lead">${t('course.page-lead')}</p>
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}
      <div class="lessons">
        ${this.lessons.map((l) => this.#lesson(l))}
        <article class="lesson">
          <h2>${t('ways.c')}</h2>
          <p>${t('ways.c-text')}</p>
          <a class="btn" href="/lab/#c=hello">${t('ways.c-open')}</a>
        </article>
      </div>
      <p><button id="move" class="btn" @click=${this.#move}>${t('course.move')}</button></p>
      ${this.moving ? html`<progress-dialog @close=${this.#moved} @claimed=${() => location.reload()}></progress-dialog>` : nothing}<course-map
        within
      ></course-map>`;
  }

  readonly #move = async (): Promise<void> => {
    await import('../dialog/progress-dialog');
    this.moving = true;
  };

  readonly #moved = (): void => {
    this.moving = false;
    this.moveButton.focus();
  };

  #lesson(l: LessonEntry) {
    const done = this.#progress.passed(l.id).size,
      total = l.tasks?.length ?? 0;
    return html`<article class="lesson">
      <p class="meta">
        ${t(partName(l.part))}${l.minutes ? ` · ${t('lesson.minutes', { minutes: l.minutes })}` : ''}${done && total ? ` · ${t('course.done', { done, total })}` : nothing}${this.#progress.onlyHere(l.id) ? ` · ${t('course.only-here')}` : nothing}
      </p>
      <h2>${l.title}</h2>
      <p>${l.summary}</p>
      <a class="btn ${done < total || total === 0 ? 'solid' : ''}" href="/lesson/${l.id}"
        >${t(done === 0 ? 'course.begin' : done < total ? 'course.continue' : 'course.again')}</a
      >
    </article>`;
  }
}
