import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadIndex, type LessonEntry } from '../lesson/bundle';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { api, type ClassSummary, type ClassView, type Roster } from '../server/api';
import { base } from '../style/base';
import { assignmentAddress } from './assignment';

/** One class as its instructor sees it: who stands where, and what is assigned. */
@customElement('class-roster')
export class ClassRoster extends LitElement {
  static override styles = [base, css`
    section { border: 1px solid var(--rule); border-radius: var(--r2); padding: var(--s4) var(--s5); } h2 { font: 600 var(--t4)/26px var(--serif); } h3 { font: 600 var(--t3)/20px var(--sans); margin: var(--s4) 0 var(--s1); } .top { display: flex; gap: var(--s4); align-items: center; flex-wrap: wrap; } .code { font: 500 var(--t4)/24px var(--mono); user-select: all; letter-spacing: .04em; } .top .end { margin-left: auto; display: flex; gap: var(--s2); }
    .wrap { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-size: var(--t2); line-height: 20px; } th, td { padding: 5px var(--s3) 5px 0; border-top: 1px solid var(--rule); text-align: left; font-weight: 400; white-space: nowrap; } thead th { color: var(--faint); border: 0; } .bar { display: inline-flex; gap: 4px; vertical-align: middle; } .bar rect { fill: var(--rule); } .bar .d { fill: var(--allow-line); }
    ul li { display: flex; gap: var(--s3); align-items: center; border-top: 1px solid var(--rule); padding: 5px 0; } ul .btn { margin-left: auto; } form { display: flex; gap: var(--s2); margin-top: var(--s2); flex-wrap: wrap; } select { flex: 1 1 200px; }
    @media (forced-colors: active) { .bar rect { fill: Canvas; stroke: CanvasText; } .bar .d { fill: CanvasText; } }
  `];
  @property({ attribute: false }) summary: ClassSummary | null = null;
  @state() private room: ClassView | null = null;
  @state() private roster: Roster | null = null;
  @state() private lessons: LessonEntry[] = [];
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    void loadIndex().then((found) => (this.lessons = found));
  }

  async #load(): Promise<void> {
    const code = this.summary?.code;
    if (!code) return;
    await this.#try(async () => {
      [this.room, this.roster] = await Promise.all([api.class(code), api.roster(code)]);
    });
  }

  protected override render() {
    const c = this.summary;
    if (!c) return nothing;
    return html`<section aria-label=${c.title}><div class="top"><h2>${c.title}</h2><span>${t('class.give-code')} <span class="code">${c.code}</span></span><span class="end"><button class="btn" @click=${() => void this.#load()}>${t('class.refresh')}</button></span></div>
      ${this.problem ? html`<p class="error" role="alert">${icon('cross')}<span>${this.problem}</span></p>` : nothing}
      <h3>${t('class.roster')}</h3>${this.#roster()}
      <h3>${t('class.assignments')}</h3>${this.#assignments(c.code)}</section>`;
  }

  #roster() {
    const roster = this.roster;
    if (!roster) return nothing;
    if (!roster.learners.length) return html`<p class="note">${t('class.no-learners')}</p>`;
    const title = this.lessons.find((l) => l.id === roster.lesson)?.title ?? roster.lesson;
    return html`<div class="wrap" tabindex="0" role="region" aria-label=${t('class.roster')}><table><thead><tr><th scope="col">${t('class.learner')}</th><th scope="col">${title}</th><th scope="col">${t('class.where')}</th><th><span class="visually-hidden">${t('class.remove')}</span></th></tr></thead><tbody>${roster.learners.map((l) => {
      const done = roster.tasks.filter((task) => l.tasks[task]).length;
      const next = roster.tasks.find((task) => !l.tasks[task]);
      const words = done === roster.tasks.length ? t('class.finished') : done === 0 ? t('class.not-begun') : t('class.at-task', { task: this.#task(roster.lesson, next ?? '') });
      return html`<tr><th scope="row">${l.nickname}</th><td><svg class="bar" width=${roster.tasks.length * 16} height="8" role="img" aria-label=${t('course.done', { done, total: roster.tasks.length })}>${roster.tasks.map((task, i) => this.#dash(i, Boolean(l.tasks[task])))}</svg></td><td>${words}</td><td><button class="btn" aria-label=${t('class.remove-learner', { nickname: l.nickname })} @click=${() => void this.#remove(l.number)}>${t('class.remove')}</button></td></tr>`;
    })}</tbody></table></div>`;
  }

  #dash(i: number, done: boolean) {
    return svg`<rect class=${done ? 'd' : ''} x=${i * 16} width="13" height="8" rx="2"></rect>`;
  }

  #task(lesson: string, id: string): string {
    const task = this.lessons.find((l) => l.id === lesson)?.tasks?.find((x) => typeof x !== 'string' && x.id === id);
    return typeof task === 'object' ? task.title.replaceAll('`', '') : id;
  }

  #assignments(code: string) {
    return html`${this.room?.assignments.length ? html`<ul>${this.room.assignments.map((a) => html`<li><a href=${assignmentAddress(code, a)}>${a.title}</a><button class="btn" aria-label=${t('class.remove-assignment', { title: a.title })} @click=${() => void this.#unassign(a.number)}>${t('class.remove')}</button></li>`)}</ul>` : html`<p class="note">${t('class.nothing-assigned')}</p>`}
      <form @submit=${this.#assign}><select name="lesson" aria-label=${t('class.lesson')}>${this.lessons.map((l) => html`<option value=${l.id}>${l.title}</option>`)}</select><button class="btn">${t('class.assign')}</button></form><p class="note">${t('class.assign-sandbox')}</p>`;
  }

  readonly #assign = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const lesson = String(new FormData(event.target as HTMLFormElement).get('lesson'));
    return this.#try(async () => {
      await api.assign(this.summary!.code, { title: this.lessons.find((l) => l.id === lesson)?.title ?? lesson, lesson });
      await this.#load();
    });
  };

  #unassign(number: number): Promise<void> {
    return this.#try(async () => {
      await api.removeAssignment(this.summary!.code, number);
      await this.#load();
    });
  }

  #remove(number: number): Promise<void> {
    return this.#try(async () => {
      await api.removeMember(this.summary!.code, number);
      await this.#load();
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await work();
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message || t('server.away') : String(problem);
    }
  }
}
