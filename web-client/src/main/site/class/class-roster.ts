import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadCourse, type LessonEntry } from '../lesson/bundle';
import { t } from './words';
import { plain } from '../page/format';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api, type ClassSummary, type ClassView, type Learner, type Roster } from '../server/api';
import { base } from '../style/base';
import '../page/confirm-button';
import { assignmentAddress } from './assignment';
import classRosterText from './class-roster.css?inline';
import { formText } from '../page/form-text';

const refreshMillis = 15_000;

/** One class as its instructor sees it: who stands where, and what is assigned. */
@customElement('class-roster')
export class ClassRoster extends LitElement {
  static override styles = [base, unsafeCSS(classRosterText)];
  readonly #work = new Work(this, t('class.no-server'));
  readonly #reading = new Work(this, t('class.no-server'));
  @property({ attribute: false }) summary: ClassSummary | null = null;
  @state() private room: ClassView | null = null;
  @state() private roster: Roster | null = null;
  @state() private asOf = '';
  /** The lesson whose tasks are shown; at first the one that the server chooses. */
  @state() private shown: string | undefined;
  @state() private lessons: LessonEntry[] = [];
  /** What a class may still have from before the course was cut anew. */
  @state() private retired: LessonEntry[] = [];
  @state() private copied: '' | 'yes' | 'no' = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#reading.run(() => this.#load());
    void loadCourse().then((course) => ({ lessons: this.lessons, retired: this.retired } = course));
    this.#timer = setInterval(this.#refresh, refreshMillis);
    document.addEventListener('visibilitychange', this.#refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#refresh);
  }

  get #code(): string {
    return this.summary!.code;
  }

  async #load(): Promise<void> {
    [this.room] = await Promise.all([api.class(this.#code), this.#loadRoster()]);
  }

  async #loadRoster(): Promise<void> {
    this.roster = await api.roster(this.#code, this.shown);
    this.asOf = new Date().toLocaleTimeString();
  }

  /** Only where somebody can see it. */
  readonly #refresh = (): void => {
    if (document.visibilityState === 'visible') void this.#reading.run(() => this.#loadRoster());
  };

  protected override render() {
    const c = this.summary;
    if (!c) return nothing;
    return html`<section aria-label=${c.title}>
      <div class="top">
        <h2>${c.title}</h2>
        <span>${t('class.give-code')} <span class="code">${c.code}</span></span
        ><span class="end"
          ><button class="btn" @click=${this.#invite}>
            ${t(this.copied === 'yes' ? 'class.invited' : 'class.invite')}
          </button></span
        >
      </div>
      <div role="status">
        ${
          this.copied === 'no'
            ? html`<p class="note">${t('class.invite-failed')}</p>`
            : html`<span class="visually-hidden">${this.copied ? t('class.invited') : ''}</span>`
        }
      </div>
      ${problemLine(this.#work.problem || this.#reading.problem)}
      <div class="sub"><h3>${t('class.assignments')}</h3></div>
      ${this.#assignments(c.code)}
      <div class="sub">
        <h3>${t('class.roster')}</h3>
        ${
          this.asOf
            ? html`<span class="note">${t('class.as-of', { time: this.asOf })}</span>`
            : nothing
        }${this.#lessonChoice()}
      </div>
      ${this.#roster()}
      <p class="foot">
        <confirm-button
          label=${t('class.delete')}
          name=${t('class.delete-class', { title: c.title })}
          question=${t('class.delete-question', { title: c.title })}
          ?busy=${this.#work.busy}
          @confirm=${this.#delete}
        ></confirm-button>
      </p>
    </section>`;
  }

  /** The lesson of the roster; none as long as the course is on its way. */
  get #shownLesson(): LessonEntry | undefined {
    return [...this.lessons, ...this.retired].find((l) => l.id === this.roster?.lesson);
  }

  #lessonChoice() {
    const lessons = this.#shownLesson ? [...this.lessons] : [];
    if (this.#shownLesson && !lessons.includes(this.#shownLesson)) lessons.push(this.#shownLesson);
    if (lessons.length < 2) return nothing;
    return html`<label class="end"
      ><span>${t('class.lesson-shown')}</span
      ><select
        @change=${(e: Event) => {
          this.shown = (e.target as HTMLSelectElement).value;
          this.#refresh();
        }}
      >
        ${lessons.map(
          (l) =>
            html`<option value=${l.id} ?selected=${l.id === this.roster?.lesson}>
              ${l.title}
            </option>`,
        )}
      </select></label
    >`;
  }

  #roster() {
    const roster = this.roster;
    if (!roster) return nothing;
    if (!roster.learners.length) return html`<p class="note">${t('class.no-learners')}</p>`;
    const title = this.#shownLesson?.title ?? roster.lesson;
    return html`<div class="wrap" tabindex="0" role="region" aria-label=${t('class.roster')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('class.learner')}</th>
              <th scope="col">${title}</th>
              <th scope="col">${t('class.where')}</th>
              <th><span class="visually-hidden">${t('class.remove')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${roster.learners.map((l) => this.#learner(roster, l))}
          </tbody>
        </table>
      </div>
      ${
        this.room?.assignments.some((a) => a.sandbox)
          ? html`<p class="note">${t('class.roster-lessons')}</p>`
          : nothing
      }`;
  }

  #learner(roster: Roster, l: Learner) {
    const done = roster.tasks.filter((task) => l.tasks[task]).length;
    const next = roster.tasks.find((task) => !l.tasks[task]);
    const words =
      done === roster.tasks.length
        ? t('class.finished')
        : done === 0
          ? t('class.not-begun')
          : t('class.at-task', { task: this.#task(next ?? '') });
    return html`<tr>
      <th scope="row">${l.nickname}</th>
      <td>
        <svg
          class="bar"
          width=${roster.tasks.length * 16}
          height="8"
          role="img"
          aria-label=${t('class.tasks-done', { done, total: roster.tasks.length })}
        >
          ${roster.tasks.map((task, i) => this.#dash(i, Boolean(l.tasks[task])))}
        </svg>
      </td>
      <td>${words}</td>
      <td>
        <confirm-button
          label=${t('class.remove')}
          name=${t('class.remove-learner', { nickname: l.nickname })}
          question=${t('class.remove-question', { nickname: l.nickname })}
          ?busy=${this.#work.busy}
          @confirm=${() => this.#change(() => api.removeMember(this.#code, l.number))}
        ></confirm-button>
      </td>
    </tr>`;
  }

  #dash(i: number, done: boolean) {
    return svg`<rect class=${done ? 'd' : ''} x=${i * 16} width="13" height="8" rx="2"></rect>`;
  }

  #task(id: string): string {
    const task = this.#shownLesson?.tasks?.find((x) => typeof x !== 'string' && x.id === id);
    return typeof task === 'object' ? plain(task.title) : id;
  }

  #assignments(code: string) {
    return html`${
        this.room?.assignments.length
          ? html`<ul>
              ${this.room.assignments.map(
                (a) =>
                  html`<li>
                    <a href=${assignmentAddress(code, a)}>${a.title}</a>${
                      a.sandbox ? html` <span class="meta">${t('class.is-sandbox')}</span>` : ''
                    }<button
                      class="btn"
                      aria-label=${t('class.remove-assignment', { title: a.title })}
                      @click=${() => this.#change(() => api.removeAssignment(code, a.number))}
                    >
                      ${t('class.remove')}
                    </button>
                  </li>`,
              )}
            </ul>`
          : html`<p class="note">${t('class.nothing-assigned')}</p>`
      }
      <form @submit=${this.#assign}>
        <label
          ><span>${t('class.lesson')}</span
          ><select name="lesson">
            ${this.lessons.map((l) => html`<option value=${l.id}>${l.title}</option>`)}
          </select></label
        ><button class="btn" aria-disabled=${this.#work.busy}>${t('class.assign')}</button>
      </form>
      <p class="note">${t('class.assign-sandbox')} <a href="/lab">${t('class.to-lab')}</a></p>`;
  }

  readonly #assign = (event: SubmitEvent): void => {
    event.preventDefault();
    const lesson = formText(new FormData(event.target as HTMLFormElement), 'lesson');
    void this.#change(() =>
      api.assign(this.#code, {
        title: this.lessons.find((l) => l.id === lesson)?.title ?? lesson,
        lesson,
      }),
    );
  };

  #change(change: () => Promise<unknown>): Promise<boolean> {
    return this.#work.run(async () => {
      await change();
      await this.#load();
    });
  }

  readonly #delete = async (): Promise<void> => {
    if (await this.#work.run(() => api.deleteClass(this.#code)))
      this.dispatchEvent(new Event('deleted'));
  };

  readonly #invite = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(`${location.origin}/class?code=${this.#code}`);
      this.copied = 'yes';
    } catch {
      this.copied = 'no';
    }
  };
}
