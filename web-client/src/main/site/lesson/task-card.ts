import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { TaskView } from '../simulator/protocol';
import { t } from '../messages/text';
import { plain } from '../page/format';
import { icon } from '../page/icons';
import { titled } from '../page/titled';
import { say } from '../page/sentence';
import { base } from '../style/base';
import { act, ask } from '../lab/action';
import './task-answer';
import taskCardText from './task-card.css?inline';
import { unbroken } from './unbroken';

/** From here on the number of a step tells nobody anything: a kernel has run in between. */
const mostTold = 10_000;

/** What has to be seen beside a right answer, and how much of it there is. */
function stillMissing({ place, shown, of }: NonNullable<TaskView['missing']>): string {
  const where = t(`task.missing.${place}`);
  return of > 1 ? `${where} ${t('task.missing.shown', { shown, of })}` : where;
}

/**
 * A task in the text, exactly where it is needed: a row, and a card while it is the current one.
 */
@customElement('task-card')
export class TaskCard extends LitElement {
  static override styles = [base, unsafeCSS(taskCardText)];

  @query('task-answer') private readonly answer!: HTMLElement;
  @query('section') private readonly section!: HTMLElement | null;
  @property({ attribute: false }) task: TaskView | null = null;
  @property() text = '';
  @property({ type: Number }) number = 0;
  @property({ type: Number }) total = 0;
  @property({ type: Boolean }) now = false;
  /** Passed on another day, as the stored progress says. */
  @property({ type: Boolean }) earlier = false;

  /** Passed on another day, and to be passed again for the sake of the task with this title. */
  @property() again = '';

  protected override render() {
    const task = this.task;
    if (!task) return nothing;
    const passed = task.state === 'passed' || this.earlier;
    const open = !passed && task.state === 'open';
    const state = passed ? 'done' : task.state === 'locked' ? 'locked' : '';
    return html`<section
      class="task ${state} ${this.now ? 'now' : ''}"
      tabindex="-1"
      aria-label=${plain(task.title)}
      aria-current=${this.now ? 'step' : 'false'}
    >
      <span class="st"
        >${icon(passed ? 'tick' : task.state === 'locked' ? 'locked' : 'open')}<span
          class="visually-hidden"
          >${t(
            passed ? 'task.passed' : task.state === 'locked' ? 'task.locked' : 'task.open',
          )}</span
        ></span
      >
      <h2 class="name" part="name">${titled(task.title)}</h2>
      <span class="aside">${this.#aside(task)}</span>
      <div class="body">
        ${
          this.again
            ? html`<p class="text">${t('task.again', { title: plain(this.again) })}</p>`
            : nothing
        }${
          this.text && (open || this.now)
            ? html`<div class="text">${unsafeHTML(unbroken(this.text))}</div>`
            : nothing
        }
        ${
          task.state === 'locked' && !this.earlier
            ? nothing
            : html`<task-answer .task=${task}></task-answer>`
        }${this.#toQuestion(task)}
        <div aria-live="polite">
          ${
            task.feedback
              ? html`<p class="feedback ${task.correct === false ? 'wrong' : ''}">
                  ${task.correct === false ? icon('cross') : nothing}<span
                    >${say(task.feedback)}</span
                  >
                </p>`
              : nothing
          }
          ${
            open && task.missing
              ? html`<p class="hint">${icon('open')}<span>${stillMissing(task.missing)}</span></p>`
              : nothing
          }
          ${
            task.feedback && task.retry !== null
              ? html`<button
                  class="btn retry"
                  @click=${() => {
                    this.answer.focus();
                    ask(this, { do: 'seek', step: task.retry! });
                  }}
                >
                  ${icon('back')}${t('task.retry')}
                </button>`
              : nothing
          }
          ${
            task.deadEnd
              ? html`<p class="feedback wrong">
                  ${icon('cross')}<span>${say(task.deadEnd)}</span>
                </p>`
              : nothing
          }
          ${
            passed
              ? nothing
              : task.hintsGiven.map(
                  (h) => html`<p class="hint">${icon('hint')}<span>${say(h)}</span></p>`,
                )
          }
        </div>
        ${
          open && task.moreHints
            ? html`<button
                class="ask-hint"
                @click=${() => ask(this, { do: 'hint', task: task.id })}
              >
                ${icon('hint')}${t(task.hintsGiven.length ? 'task.next-hint' : 'task.hint')}
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  /**
   * What was chosen makes room for the button that shows it, a wrong answer for its reason, and a
   * right one for what is still missing: all of them have to be in sight.
   */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('task');
    if (before?.id !== this.task?.id) return;
    const chosen = before?.answered === null && this.task?.answered !== null;
    const same = JSON.stringify(before?.answered) === JSON.stringify(this.task?.answered);
    const again = same && before?.correct === false;
    const told = this.task?.correct === false && !again;
    const open = this.task?.missing && !before?.missing;
    for (const part of [chosen && '.retry', told && '.feedback', open && '.hint'])
      if (part) this.renderRoot.querySelector(part)?.scrollIntoView({ block: 'nearest' });
  }

  override focus(options?: FocusOptions): void {
    this.section?.focus(options);
  }

  /** The way to the step that answers it, once something was said; before, to where it is next. */
  #toQuestion(task: TaskView) {
    const open = this.now && task.predicts && task.state === 'open';
    if (open && task.way !== 'open' && task.answered !== null && task.correct === null)
      return html`<button
        class="btn solid retry"
        @click=${() => act(this, { do: 'run', to: 'end' })}
      >
        ${icon('play')}${t('task.run-and-see')}
      </button>`;
    const away = task.way === 'named' && !task.asked;
    return open && away && task.answered === null && task.retry === null
      ? html`<button class="btn retry" @click=${() => ask(this, { do: 'reach' })}>
          ${icon('play')}${t('task.to-question')}
        </button>`
      : nothing;
  }

  #aside(task: TaskView): string {
    if (task.state === 'passed')
      return task.firstTry && !task.hintsGiven.length && task.ask.type !== 'none'
        ? t('task.first-try')
        : task.step !== null && task.step < mostTold
          ? t('task.at-step', { step: task.step })
          : '';
    if (this.earlier) return t('task.before');
    return this.now ? t('task.of', { number: this.number, total: this.total }) : '';
  }
}
