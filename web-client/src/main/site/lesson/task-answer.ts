import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TaskView } from '../simulator/protocol';
import { t } from '../messages/text';
import { plain } from '../page/format';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { ask } from '../lab/action';
import taskAnswerText from './task-answer.css?inline';

/** The control by which a learner answers a task. */
@customElement('task-answer')
export class TaskAnswer extends LitElement {
  static override styles = [base, unsafeCSS(taskAnswerText)];

  @property({ attribute: false }) task: TaskView | null = null;
  @state() private picked: string[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const task = this.task;
    if (!changed.has('task') || !task) return;
    if (Array.isArray(task.answered)) this.picked = task.answered;
    else if (changed.get('task')?.answered && task.ask.type === 'multi') this.picked = [];
    else if (
      (task.ask.type === 'order' || task.ask.type === 'match') &&
      this.picked.length !== task.ask.choices.length
    )
      this.picked = task.ask.choices.map((c) => c.value);
  }

  protected override render() {
    const task = this.task;
    if (!task) return nothing;
    const done = task.state === 'passed' && task.correct !== false;
    // Screen readers are told of what appears in a region that was there before.
    const noted = !done && task.answered !== null && task.correct === null;
    return html`${this.#control(task, done)}
      <div role="status">${noted ? html`<p class="noted">${t('task.noted')}</p>` : nothing}</div>`;
  }

  #control(task: TaskView, done: boolean) {
    switch (task.ask.type) {
      case 'none':
        return nothing;
      case 'choice':
        return this.#choice(task, done);
      case 'multi':
        return this.#multi(task, done);
      case 'number':
        return this.#number(task, done);
      case 'order':
      case 'match':
        return this.#order(task, done);
    }
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button, input')?.focus();
  }

  #choice(task: TaskView, done: boolean) {
    const list = task.ask.choices.reduce((sum, c) => sum + c.text.length, 0) > 64;
    return html`<div
      class="choices ${list ? 'list' : ''}"
      role="group"
      aria-label=${plain(task.title)}
    >
      ${task.ask.choices.map((c) => {
        const chosen = String(task.answered) === c.value;
        const verdict =
          chosen && task.correct === true
            ? 'right'
            : chosen && task.correct === false
              ? 'wrong'
              : '';
        return html`<button
          class="choice ${verdict}"
          aria-pressed=${chosen}
          ?disabled=${done}
          @click=${() => this.#answer(c.value)}
        >
          ${
            verdict === 'right' ? icon('tick') : verdict === 'wrong' ? icon('cross') : nothing
          }${c.text}${
            verdict
              ? html`<span class="visually-hidden"
                  >, ${t(verdict === 'right' ? 'task.right' : 'task.wrong')}</span
                >`
              : nothing
          }
        </button>`;
      })}
    </div>`;
  }

  #multi(task: TaskView, done: boolean) {
    return html`<div class="foot" role="group" aria-label=${plain(task.title)}>
        ${task.ask.choices.map(
          (c) =>
            html`<label class="check"
              ><input
                type="checkbox"
                .checked=${this.picked.includes(c.value)}
                ?disabled=${done}
                @change=${(e: Event) =>
                  this.#toggle(c.value, (e.target as HTMLInputElement).checked)}
              />${c.text}</label
            >`,
        )}
      </div>
      ${
        done
          ? nothing
          : html`<button
              class="btn foot"
              ?disabled=${this.picked.length === 0}
              @click=${() => this.#answer(this.picked)}
            >
              ${t('task.answer')}
            </button>`
      }`;
  }

  #number(task: TaskView, done: boolean) {
    return html`<form @submit=${this.#submit}>
      <input
        type="text"
        name="value"
        autocomplete="off"
        spellcheck="false"
        aria-label=${plain(task.title)}
        required
        placeholder=${t('task.number')}
        .value=${task.answered === null ? '' : String(task.answered)}
        ?readonly=${done}
      />
      ${done ? nothing : html`<button class="btn">${t('task.answer')}</button>`}
    </form>`;
  }

  #order(task: TaskView, done: boolean) {
    const text = new Map(task.ask.choices.map((c) => [c.value, c.text]));
    return html`<ol class="order">
        ${this.picked.map(
          (value, i) =>
            html`<li>
              ${text.get(value) ?? value}<span class="end">
                <button
                  class="btn square quiet"
                  aria-label=${t('task.up', { text: text.get(value) ?? value })}
                  ?disabled=${done || i === 0}
                  @click=${() => this.#swap(i, i - 1)}
                >
                  ${icon('up')}
                </button>
                <button
                  class="btn square quiet"
                  aria-label=${t('task.down', { text: text.get(value) ?? value })}
                  ?disabled=${done || i === this.picked.length - 1}
                  @click=${() => this.#swap(i, i + 1)}
                >
                  ${icon('down')}
                </button></span
              >
            </li>`,
        )}
      </ol>
      ${
        done
          ? nothing
          : html`<button class="btn" @click=${() => this.#answer(this.picked)}>
              ${t('task.answer')}
            </button>`
      }`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.task?.state === 'passed' && this.task.correct !== false) return;
    const value = new FormData(event.target as HTMLFormElement).get('value');
    const text = typeof value === 'string' ? value.trim() : '';
    if (text) this.#answer(text);
  };

  #toggle(value: string, on: boolean): void {
    this.picked = on ? [...this.picked, value] : this.picked.filter((v) => v !== value);
  }

  #swap(a: number, b: number): void {
    const next = this.picked.slice();
    [next[a], next[b]] = [next[b]!, next[a]!];
    this.picked = next;
    void this.updateComplete.then(() => this.#focusRow(b, b < a ? 'up' : 'down'));
  }

  /** The focus goes with what was moved; at an end of the list to the button that still works. */
  #focusRow(row: number, way: 'up' | 'down'): void {
    const buttons = this.renderRoot.querySelectorAll<HTMLButtonElement>(
      `.order li:nth-child(${row + 1}) button`,
    );
    const [up, down] = buttons;
    const wanted = way === 'up' ? up : down;
    (wanted?.disabled ? (way === 'up' ? down : up) : wanted)?.focus();
  }

  #answer(value: string | string[]): void {
    if (this.task) ask(this, { do: 'answer', task: this.task.id, value });
  }
}
