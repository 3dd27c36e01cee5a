import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { deeperAfter, lessonAfter } from '../course/outline';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { titled } from '../page/titled';
import type { TaskView } from '../simulator/protocol';
import { isC } from '../simulator/with-c';
import { act } from '../lab/action';
import { base } from '../style/base';
import type { Bundle, LessonEntry } from './bundle';
import lessonEndText from './lesson-end.css?inline';

/** The end of a lesson: what the learner believed and what happened, the next question, ways on. */
@customElement('lesson-end')
export class LessonEnd extends LitElement {
  static override styles = [base, unsafeCSS(lessonEndText)];

  @property({ attribute: false }) bundle: Bundle | null = null;
  @property({ attribute: false }) tasks: TaskView[] = [];
  @property({ attribute: false }) lessons: LessonEntry[] = [];
  @query('.done') private readonly box!: HTMLElement | null;

  override focus(): void {
    this.box?.focus();
  }

  protected override render() {
    const b = this.bundle;
    if (!b) return nothing;
    return html`<div class="done" role="status" tabindex="-1">
      <h2>${icon('tick')}${t('lesson.finished')}</h2>
      ${this.#believed()}
      ${
        b.question
          ? html`<p class="question">${titled(b.question)}</p>`
          : html`<p>${t('lesson.finished-text')}</p>`
      }
      ${this.#ways(b)}
    </div>`;
  }

  /** The learner's own lines: what was believed otherwise; without surprises, the last one. */
  #believed() {
    const predicted = this.tasks.filter(
      (task) => task.predicts && task.believed !== null && task.answered !== null,
    );
    if (!predicted.length) return nothing;
    const surprises = predicted.filter(
      (task) => wordsOf(task, task.believed) !== wordsOf(task, task.answered),
    );
    return html`<dl>
      ${(surprises.length ? surprises : predicted.slice(-1)).map((task) => {
        const believed = wordsOf(task, task.believed);
        const happened = wordsOf(task, task.answered);
        return html`<div>
          <dt>${titled(task.title)}</dt>
          <dd>${t('lesson.believed')} <b>${titled(believed)}</b></dd>
          <dd>
            ${
              believed === happened
                ? t('lesson.happened-so')
                : html`${t('lesson.happened')} <b>${titled(happened)}</b>`
            }
          </dd>
        </div>`;
      })}
    </dl>`;
  }

  readonly #again = (): void => {
    act(this, { do: 'restart' });
    this.dispatchEvent(new Event('again'));
  };

  #ways(b: Bundle) {
    const next = lessonAfter(this.lessons, b.id),
      deeper = deeperAfter(this.lessons, b.id);
    return html`<p class="ways">
      ${
        next
          ? html`<a class="btn solid" href="/lesson/${next.id}"
              >${t('lesson.next')} ${titled(next.title)}</a
            >`
          : nothing
      }${
        deeper
          ? html`<a class="btn ${next ? '' : 'solid'}" href="/lesson/${deeper.id}"
              >${t('lesson.next-deeper')} ${titled(deeper.title)}</a
            >`
          : nothing
      }${hasC(b) ? html`<a class="btn" href="/lab/#c=hello">${t('lesson.write-c')}</a>` : nothing}
      ${
        b.kind === 'reading'
          ? nothing
          : html`<a class="btn" href="/lab/#machine=${b.id}">${t('lesson.machine')}</a>`
      }
      <a class="btn" href="/course">${t('lesson.to-course')}</a>
      <button class="btn" @click=${this.#again}>${t('lesson.again')}</button>
    </p>`;
  }
}

/** The words of the choice that was taken. */
function wordsOf(task: TaskView, answer: TaskView['answered']): string {
  return task.ask.choices.find((choice) => choice.value === String(answer))?.text ?? String(answer);
}

const hasC = (b: Bundle): boolean =>
  ((b.scenario as { files?: { name: string }[] }).files ?? []).some((f) => isC(f.name));
