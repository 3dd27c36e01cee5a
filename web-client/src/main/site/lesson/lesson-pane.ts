import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { TaskView, View } from '../simulator/protocol';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { act, ask } from '../lab/action';
import { reader } from '../lab/place';
import type { Block, Bundle, LessonEntry, SimBlock } from './bundle';
import { plain } from '../page/format';
import { locale, sourceLocale } from '../page/locale';
import { titled } from '../page/titled';
import { currentTask, type Current } from './current';
import { figure } from './figure';
import type { TaskCard } from './task-card';
import type { WordCard } from './word-card';
import './lesson-end';
import './task-card';
import './word-card';
import lessonPaneText from './lesson-pane.css?inline';
import { unbroken } from './unbroken';

/** The lesson: a quiet reading page with its tasks in the text. */
@customElement('lesson-pane')
export class LessonPane extends LitElement {
  static override styles = [base, unsafeCSS(lessonPaneText)];

  @property({ attribute: false }) bundle: Bundle | null = null;
  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) earlier: ReadonlySet<string> = new Set();
  @property({ attribute: false }) lessons: LessonEntry[] = [];
  @query('word-card') private readonly card!: WordCard;
  #current: string | null = null;
  /** The view was drawn once: until then there is nothing to come back to. */
  #begun = false;
  #passedBefore = new Set<string>();

  /** The task that waits for the learner. */
  get now(): TaskView | undefined {
    return this.#waiting()?.task;
  }

  #waiting(): Current | null {
    const needs = new Map(this.bundle?.tasks.map((task) => [task.id, task.needs ?? []]));
    return currentTask(this.view?.tasks ?? [], this.earlier, needs);
  }

  protected override render() {
    const b = this.bundle;
    if (!b) return nothing;
    const all = this.view?.tasks ?? [];
    const finished =
      all.length > 0 && all.every((task) => task.state === 'passed' || this.earlier.has(task.id));
    return html`<article tabindex="-1" aria-label=${plain(b.title)}>
        <p class="eyebrow">${this.#eyebrow(b)}</p>
        <h1>${titled(b.title)}</h1>
        ${this.#notes(b)}
        ${
          b.objectives?.length
            ? html`<ul class="objectives" aria-label=${t('lesson.objectives')}>
                ${b.objectives.map((o) => html`<li>${titled(o)}</li>`)}
              </ul>`
            : nothing
        }
        ${groups(b.blocks).map((g) => (Array.isArray(g) ? this.#tasks(g) : this.#block(g)))}
        ${
          finished
            ? html`<lesson-end
                .bundle=${b}
                .tasks=${all}
                .lessons=${this.lessons}
                @again=${() => (this.scrollTop = 0)}
              ></lesson-end>`
            : nothing
        }
      </article>
      <word-card @click=${this.#link}></word-card>`;
  }

  #eyebrow(b: Bundle): string {
    const number = this.lessons.findIndex((lesson) => lesson.id === b.id) + 1;
    return [
      b.partTitle,
      number ? t('lesson.number', { number }) : '',
      b.minutes ? t('lesson.minutes', { minutes: b.minutes }) : '',
    ]
      .filter((text) => text)
      .join(' · ');
  }

  /** What a lesson became, and which language it is in where the reader wants another. */
  #notes(b: Bundle) {
    const became = (b.became ?? [])
      .map((id) => this.lessons.find((lesson) => lesson.id === id))
      .filter((lesson) => lesson !== undefined);
    const wanted = locale();
    const language =
      wanted === sourceLocale
        ? ''
        : t(b.locale === wanted ? 'lesson.translated' : 'lesson.untranslated');
    return html`${
      became.length
        ? html`<p class="note-box">
            ${t('lesson.unlisted')}
            ${became.map((l) => html` <a href="/lesson/${l.id}">${titled(l.title)}</a>`)}
          </p>`
        : nothing
    }${language ? html`<p class="note-box">${language}</p>` : nothing}`;
  }

  #tasks(blocks: Block[]) {
    return html`<div class="tasks">${blocks.map((block) => this.#task(block))}</div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  protected override updated(_: PropertyValues): void {
    if (!this.view?.tasks.length) return;
    const now = this.now?.id ?? null,
      first = !this.#begun,
      moved = now !== this.#current;
    const passed = first ? [] : this.#justPassed(),
      left = passed.map((id) => this.#card(id)).find((card) => card?.matches(':focus-within'));
    this.#begun = true;
    this.#current = now;
    this.#passedBefore = new Set(
      this.view.tasks.filter((task) => task.state === 'passed').map((task) => task.id),
    );
    if (first) void this.#comeBack();
    else if (left) void this.#goOn(passed);
    else if (moved && now) void this.#follow(passed);
  }

  #justPassed(): string[] {
    return this.view!.tasks.filter(
      (task) => task.state === 'passed' && !this.#passedBefore.has(task.id),
    ).map((task) => task.id);
  }

  /**
   * On the first day to the top, on a later one to the task that waits, after a reload to where one
   * was.
   */
  async #comeBack(): Promise<void> {
    await this.#settled();
    const scroll = reader.place().scroll;
    if (scroll !== undefined) this.scrollTop = scroll;
    else if (this.#passedBefore.size || this.earlier.size)
      this.#nowCard()?.scrollIntoView({ block: 'center' });
  }

  /**
   * Shows what there is to be read about tasks just passed: the verdict of an answer with the text
   * that appears behind it, or that text alone; otherwise the task that waits.
   */
  async #follow(passed: string[] = []): Promise<void> {
    await this.#settled();
    const texts = passed.map((id) => this.#verdict(id) ?? this.#after(id));
    const text = texts.find((found) => found);
    if (text) return text.scrollIntoView({ block: 'start', behavior: behavior() });
    const card = this.#nowCard(),
      seen = this.getBoundingClientRect(),
      at = card?.getBoundingClientRect();
    if (!card || !at || (at.top >= seen.top && at.bottom <= seen.bottom)) return;
    card.scrollIntoView({
      block: at.height > seen.height * 0.8 ? 'start' : 'center',
      behavior: behavior(),
    });
  }

  /** The card of a task whose answer has words to be read. */
  #verdict(id: string): HTMLElement | null {
    const told = this.view?.tasks.some((task) => task.id === id && task.feedback !== null);
    return told ? this.#card(id) : null;
  }

  #after(id: string): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-after="${CSS.escape(id)}"]`);
  }

  async #goOn(passed: string[] = []): Promise<void> {
    await this.#settled();
    this.#focusNow();
    await this.#follow(passed);
  }

  /** Cards and explanations have their new heights only a frame later. */
  async #settled(): Promise<void> {
    await this.updateComplete;
    await Promise.all(
      [...this.renderRoot.querySelectorAll<TaskCard>('task-card')].map(
        (card) => card.updateComplete,
      ),
    );
    await new Promise(requestAnimationFrame);
  }

  #focusNow(): void {
    const card = this.#nowCard();
    if (card) card.focus({ preventScroll: true });
    else this.renderRoot.querySelector<HTMLElement>('lesson-end')?.focus();
  }

  #card(id: string): TaskCard | null {
    return this.renderRoot.querySelector<TaskCard>(`[data-task="${CSS.escape(id)}"]`);
  }

  #nowCard(): TaskCard | null {
    return this.renderRoot.querySelector<TaskCard>('[data-now]');
  }

  readonly #scrolled = (): void => {
    if (this.#begun && this.checkVisibility()) reader.moved({ scroll: Math.round(this.scrollTop) });
  };

  /** Shows a glossary word; used by the palette and by links in the text. */
  word(id: string, from: HTMLElement | null): void {
    const word = this.bundle?.glossary?.find((entry) => entry.id === id);
    if (word) void this.card.show(word, from);
  }

  /** Goes to the task that waits, its answers one Tab away. */
  toTask(): void {
    void this.#goOn();
  }

  hint(): void {
    const now = this.now;
    if (!now) return;
    if (now.moreHints) ask(this, { do: 'hint', task: now.id });
    this.toTask();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('article')?.focus({ preventScroll: true });
  }

  #passed(id: string): boolean {
    return (
      this.earlier.has(id) ||
      (this.view?.tasks.some((task) => task.id === id && task.state === 'passed') ?? false)
    );
  }

  #block(block: Block) {
    if ('after' in block && block.after && !this.#passed(block.after)) return nothing;
    switch (block.kind) {
      case 'html':
        return html`<div class="prose" data-after=${block.after ?? nothing} @click=${this.#link}>
          ${unsafeHTML(unbroken(block.html))}
        </div>`;
      case 'sim':
        return block.figure ? this.#figure(block) : this.#button(block, block.text);
      case 'task':
      case 'quiz':
        return this.#task(block);
    }
  }

  #figure(block: SimBlock) {
    const shown = block.mode === 'show';
    return html`${figure(block.figure!, block.text)}
    ${shown ? this.#button(block, t('lesson.show')) : nothing}`;
  }

  #button(block: SimBlock, text: string) {
    const ended = block.args['until'] === 'cpu.halt' && this.view?.status === 'halted';
    return html`<p class="sim">
      <button class="btn" ?disabled=${ended} @click=${() => this.#sim(block)}>
        ${icon('play')}${text}
      </button>
      ${ended ? html`<span class="faint">${t('lesson.at-end')}</span>` : nothing}
    </p>`;
  }

  #task(block: Block) {
    if (block.kind !== 'task' && block.kind !== 'quiz') return nothing;
    const all = this.view?.tasks ?? [];
    const at = all.findIndex((task) => task.id === block.task);
    const task = all[at] ?? shut(block.task, this.bundle);
    const waiting = this.#waiting(),
      now = waiting?.task.id === block.task;
    return html`<task-card
      data-task=${block.task}
      ?data-now=${now}
      .task=${task}
      .text=${block.html ?? ''}
      .number=${at + 1}
      .total=${all.length}
      .now=${now}
      .earlier=${this.earlier.has(block.task) && !now}
      .again=${now ? (waiting?.before?.title ?? '') : ''}
      @click=${this.#link}
    ></task-card>`;
  }

  #sim(block: SimBlock): void {
    const at = block.args['at'] ?? block.args['until'];
    if (typeof at !== 'string') return void act(this, { do: 'run' });
    const first = block.mode === 'show' || block.args['from'] === 'start';
    ask(this, { do: 'until', event: at, ...(first ? { from: 'start' } : {}) });
  }

  readonly #link = (event: Event): void => {
    const link = event
      .composedPath()
      .find((x): x is HTMLAnchorElement => x instanceof HTMLAnchorElement);
    const href = link?.getAttribute('href');
    if (!href?.startsWith('#')) return;
    event.preventDefault();
    if (href.startsWith('#see-')) act(this, { do: 'see', path: href.slice('#see-'.length) });
    else this.word(href.replace(/^#word-/, ''), link!);
  };
}

const behavior = (): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';

/** Neighbouring tasks stand together as rows. */
function groups(blocks: Block[]): (Block | Block[])[] {
  const result: (Block | Block[])[] = [];
  for (const block of blocks) {
    const last = result[result.length - 1];
    if (block.kind !== 'task' && block.kind !== 'quiz') result.push(block);
    else if (Array.isArray(last)) last.push(block);
    else result.push([block]);
  }
  return result;
}

/** Before the machine is there, a task is shown closed. */
function shut(id: string, bundle: Bundle | null): TaskView {
  const title = bundle?.tasks.find((task) => task.id === id)?.title ?? id;
  return {
    id,
    title,
    state: 'locked',
    step: null,
    firstTry: false,
    answered: null,
    predicts: false,
    way: null,
    asked: false,
    believed: null,
    feedback: null,
    correct: null,
    retry: null,
    hintsGiven: [],
    moreHints: false,
    ask: { type: 'none', choices: [] },
    deadEnd: null,
    missing: null,
  };
}
