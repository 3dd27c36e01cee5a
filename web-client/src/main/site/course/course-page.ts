import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { loadCourse, type Course } from '../lesson/bundle';
import { tell } from './words';
import { mergeApart } from '../progress/merge';
import { Progress } from '../progress/progress';
import { icon } from '../page/icons';
import { chooseLocale, languages, locale } from '../page/locale';
import { titled } from '../page/titled';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import { minutes, minutesLeft, outline, type Outline, type Station } from './outline';
import '../header/site-nav';
import './course-map';
import coursePageText from './course-page.css?inline';

/** All lessons, how far the learner is, and the one button that goes on. */
@customElement('course-page')
export class CoursePage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(coursePageText)];

  readonly #progress = new Progress(mergeApart, (text) => (this.problem = text));
  @state() private course: Course | null = null;
  @state() private problem = '';
  @state() private moving = false;
  @query('#move') private readonly moveButton!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadCourse().then((found) => (this.course = found));
    void this.#progress.fetch().then(() => this.requestUpdate());
  }

  protected override render() {
    const o = this.course && this.#outline(this.course);
    return html`<site-nav here="/course"></site-nav>
      <div class="hero">
        <div>
          <h1>${tell('course.page-title')}</h1>
          <p class="lead">${tell('course.page-lead')}</p>
          ${o?.stations.length ? this.#counts(o) : nothing}
        </div>
        ${o?.stations.length ? this.#next(o.next) : nothing}
      </div>
      ${
        this.problem
          ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>`
          : nothing
      }
      <course-map .outline=${o}></course-map>
      <p class="line">
        <a href="/playground">${tell('course.machines')}</a>
      </p>
      <div class="line">
        <button id="move" class="btn" @click=${this.#move}>${tell('course.move')}</button>
        ${this.#languages()}
      </div>
      ${
        this.moving
          ? html`<progress-dialog
              @close=${this.#moved}
              @claimed=${() => location.reload()}
            ></progress-dialog>`
          : nothing
      }`;
  }

  #outline(course: Course): Outline {
    const passed = (id: string): number => this.#progress.passed(id).size;
    return outline(course, passed, this.#progress.begun());
  }

  #counts({ stations, fast }: Outline) {
    const lessons = stations.length;
    return html`<p class="counts">
      ${tell('course.count', { lessons })}
      ${
        fast.length
          ? tell('course.fast', { lessons: fast.length, minutes: minutes(fast) })
          : nothing
      }
    </p>`;
  }

  #next(station: Station | undefined) {
    if (!station) return html`<p class="next">${tell('course.finished')}</p>`;
    const { lesson, number, done, total } = station;
    const begun = done > 0 || this.#progress.begun().has(lesson.id);
    return html`<a class="next" href="/lesson/${lesson.id}">
      <span class="what">
        <span class="number"
          >${tell(begun || number > 1 ? 'course.goes-on' : 'course.next', { number })}</span
        >
        <b>${titled(lesson.title)}</b>
        <span class="bar" aria-hidden="true">
          ${lesson.tasks?.map((_, i) => html`<i class=${i < done ? 'done' : ''}></i>`)}
        </span>
        <span class="left"
          >${
            begun
              ? tell('course.left', { done, total, minutes: minutesLeft(station) })
              : tell('course.takes', { minutes: minutesLeft(station) })
          }${this.#progress.onlyHere(lesson.id) ? ` · ${tell('course.only-here')}` : nothing}</span
        >
      </span>
      <span class="go"
        >${tell(begun || number > 1 ? 'course.continue' : 'course.begin')} ${icon('play')}</span
      >
    </a>`;
  }

  /** Only where some lesson speaks another one. */
  #languages() {
    const spoken = new Set(this.course?.lessons.flatMap((lesson) => lesson.locales ?? []));
    if (!spoken.size) return nothing;
    const choose = (event: Event): void => chooseLocale((event.target as HTMLSelectElement).value);
    return html`<label class="language"
      >${tell('course.language')}
      <select @change=${choose}>
        ${['en', ...spoken].map(
          (code) =>
            html`<option value=${code} lang=${code} ?selected=${code === locale()}>
              ${languages[code] ?? code}
            </option>`,
        )}
      </select></label
    >`;
  }

  readonly #move = async (): Promise<void> => {
    await import('../dialog/progress-dialog');
    this.moving = true;
  };

  readonly #moved = (): void => {
    this.moving = false;
    this.moveButton.focus();
  };
}
