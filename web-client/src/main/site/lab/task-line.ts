import { LitElement, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Bundle } from '../lesson/bundle';
import { currentTask } from '../lesson/current';
import { t } from '../messages/text';
import { titled } from '../page/titled';
import type { TaskView } from '../simulator/protocol';
import { base } from '../style/base';
import { act } from './action';
import taskLineText from './task-line.css?inline';

/** What was passed and what is next, where the lesson is not in sight; it leads to the task. */
@customElement('task-line')
export class TaskLine extends LitElement {
  static override styles = [base, unsafeCSS(taskLineText)];

  @property({ attribute: false }) bundle: Bundle | null = null;
  @property({ attribute: false }) tasks: TaskView[] = [];
  /** Passed on another day. */
  @property({ attribute: false }) earlier: ReadonlySet<string> = new Set();

  protected override render() {
    if (!this.bundle) return html`<div class="coming"></div>`;
    const all = this.bundle.tasks ?? [];
    const passed = all.filter(({ id }) => this.#isPassed(id)).length;
    const needs = new Map(all.map((task) => [task.id, task.needs ?? []]));
    const next = currentTask(this.tasks, this.earlier, needs)?.task.title;
    return html`<button @click=${() => act(this, { do: 'task' })}>
      <span class="passed">${t('task-line.passed', { passed, total: all.length })}</span>
      ${
        next
          ? html`<span class="next">${t('task-line.next')} ${titled(next)}</span>`
          : passed === all.length
            ? html`<span class="next">${t('task-line.all')}</span>`
            : ''
      }
    </button>`;
  }

  #isPassed(id: string): boolean {
    return this.earlier.has(id) || this.tasks.some((x) => x.id === id && x.state === 'passed');
  }
}
