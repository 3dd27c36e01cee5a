import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { TaskView, View } from '../simulator/protocol';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { act, ask } from '../lab/action';
import { reader } from '../lab/place';
import type { Block, Bundle, LessonEntry } from './bundle';
import { isC } from '../simulator/with-c';
import { currentTask, lessonAfter, type Current } from './current';
import type { TaskCard } from './task-card';
import type { WordCard } from './word-card';
import './task-card';
import './word-card';
import lessonPaneText from './lesson-pane.css?inline';

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
    const position = b.position
      ? t('lesson.eyebrow', { part: t(partName(b.part)), number: b.position[1] })
      : '';
    const all = this.view?.tasks ?? [];
    const finished =
      all.length > 0 && all.every((task) => task.state === 'passed' || this.earlier.has(task.id));
    return html`<article tabindex="-1" aria-label=${b.title}>
        <p class="eyebrow">
          ${position}${b.minutes ? ` · ${t('lesson.minutes', { minutes: b.minutes })}` : ''}
        </p>
        <h1>${b.title}</h1>
        ${
          b.objectives?.length
            ? html`<ul class="objectives" aria-label=${t('lesson.objectives')}>
                ${b.objectives.map((o) => html`<li>${o}</li>`)}
              </ul>`
            : nothing
        }
        ${groups(b.blocks).map((g) => (Array.isArray(g) ? html`<div class="tasks">${g.map((block) => this.#task(block))}</div>` : this.#block(g)))}
        ${
          finished
            ? html`<div class="done" role="status" tabindex="-1">
                <h2>${icon('tick')}${t('lesson.finished')}</h2>
                <p>${t('lesson.finished-text')}</p>
                ${this.#next(b)}
              </div>`
            : nothing
        }
      </article>
      <word-card @click=${this.#link}></word-card>`;
  }

  /** On from here: the lesson after this one, and the course. */
  #next(b: Bundle) {
    const next = lessonAfter(this.lessons, b.id);
    return html`<p class="ways">
      ${next ? html`<a class="btn solid" href=${`/lesson/${next.id}`}>${t('lesson.next', { title: next.title })}</a>` : nothing}${hasC(b) ? html`<a class="btn" href="/lab/#c=hello">${t('lesson.write-c')}</a>` : nothing}<a
        class="btn"
        href="/course"
        >${t('lesson.to-course')}</a
      >
    </p>`;
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
   * Shows what there is to be read about tasks just passed, which appears with their passing;
   * otherwise the task that waits.
   */
  async #follow(passed: string[] = []): Promise<void> {
    await this.#settled();
    const text = passed
      .map((id) => this.renderRoot.querySelector(`[data-after="${CSS.escape(id)}"]`))
      .find((found) => found);
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
    else this.renderRoot.querySelector<HTMLElement>('.done')?.focus();
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
    switch (block.kind) {
      case 'html':
        return block.after && !this.#passed(block.after)
          ? nothing
          : html`<div class="prose" data-after=${block.after ?? nothing} @click=${this.#link}>
              ${unsafeHTML(block.html)}
            </div>`;
      case 'sim':
        return html`<p class="sim">
          <button class="btn" @click=${() => this.#sim(block)}>
            ${icon('play')}${block.text || t('lesson.run')}
          </button>
        </p>`;
      case 'task':
      case 'quiz':
        return this.#task(block);
    }
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
    ></task-card>`;
  }

  #sim(block: Extract<Block, { kind: 'sim' }>): void {
    const at = block.args['at'] ?? block.args['until'];
    if (typeof at === 'number') ask(this, { do: 'seek', step: at });
    else if (block.mode === 'compare') act(this, { do: 'panel', panel: 'server' });
    else if (typeof at === 'string')
      ask(this, {
        do: 'until',
        event: at,
        ...(block.mode === 'show' || block.args['from'] === 'start' ? { from: 'start' } : {}),
      });
    else act(this, { do: 'run' });
  }

  readonly #link = (event: Event): void => {
    const link = event
      .composedPath()
      .find((x): x is HTMLAnchorElement => x instanceof HTMLAnchorElement);
    const href = link?.getAttribute('href');
    if (!href?.startsWith('#')) return;
    event.preventDefault();
    this.word(href.replace(/^#word-/, ''), link!);
  };
}

const hasC = (b: Bundle): boolean =>
  ((b.scenario as { files?: { name: string }[] }).files ?? []).some((f) => isC(f.name));

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
    believed: null,
    feedback: null,
    correct: null,
    retry: null,
    hintsGiven: [],
    moreHints: false,
    ask: { type: 'none', choices: [] },
    deadEnd: null,
  };
}

export function partName(part: string) {
  switch (part) {
    case 'virtualization':
      return 'part.virtualization.title' as const;
    case 'containers':
      return 'part.containers.title' as const;
    case 'compare':
      return 'part.compare.title' as const;
    case 'docker':
      return 'part.docker.title' as const;
    case 'mythology':
      return 'part.mythology.title' as const;
    case 'review':
      return 'part.review.title' as const;
    default:
      return 'part.rings.title' as const;
  }
}
