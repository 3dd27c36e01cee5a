import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TaskView } from '../simulator/protocol';
import { t } from '../messages/text';
import { plain } from '../page/format';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { ask } from '../lab/action';

/** The control by which a learner answers a task. */
@customElement('task-answer')
export class TaskAnswer extends LitElement {
  static override styles = [base, css`
    .choices { display: flex; gap: var(--s2); margin-top: var(--s2); flex-wrap: wrap; } .choices.list { flex-direction: column; align-items: stretch; }
    .choice { display: inline-flex; align-items: center; gap: 6px; padding: 3px 12px; min-height: 28px; border: 1px solid var(--rule-strong); border-radius: 999px; font-size: var(--t2); line-height: 20px; text-align: left; background: var(--page); }
    .list .choice { border-radius: var(--r2); padding: 6px 12px; font-size: var(--t3); }
    .choice:hover:not(:disabled) { background: var(--sunken); } .choice:disabled { color: var(--soft); border-color: var(--rule); }
    .choice.right, .choice.right:disabled { border-color: var(--allow-line); color: var(--allow); background: var(--allow-fill); font-weight: 500; } .choice.wrong { border-color: var(--fault-line); color: var(--fault); background: var(--fault-fill); }
    .choice[aria-pressed="true"]:not(.right, .wrong) { border-color: var(--ink); background: var(--sunken); font-weight: 500; }
    .noted { margin-top: var(--s2); font-size: var(--t2); color: var(--soft); }
    form { display: flex; gap: var(--s2); margin-top: var(--s2); align-items: center; flex-wrap: wrap; } input[type="text"] { width: calc(27ch + 2 * var(--s3)); max-width: 100%; font-family: var(--mono); font-size: var(--t2); }
    .check { display: flex; gap: var(--s2); align-items: baseline; font-size: var(--t3); padding: 3px 0; } .check input { accent-color: var(--ink); }
    ol.order { margin-top: var(--s2); display: grid; gap: 4px; } ol.order li { display: flex; align-items: center; gap: var(--s2); border: 1px solid var(--rule); border-radius: var(--r2); padding: 3px 4px 3px 12px; font-size: var(--t3); } ol.order .end { margin-left: auto; display: flex; }
    input[readonly] { color: var(--faint); border-color: var(--rule); }
    @media (max-width: 759px) { .choice, .btn, .check, input[type="text"] { min-height: 44px; } .check { align-items: center; } ol.order .btn { width: 44px; } }
    ol.order + .btn, .check + .btn { margin-top: var(--s2); } .foot { margin-top: var(--s2); }
  `];

  @property({ attribute: false }) task: TaskView | null = null;
  @state() private picked: string[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const task = this.task;
    if (!changed.has('task') || !task) return;
    if (Array.isArray(task.answered)) this.picked = task.answered;
    else if ((task.ask.type === 'order' || task.ask.type === 'match') && this.picked.length !== task.ask.choices.length) this.picked = task.ask.choices.map((c) => c.value);
  }

  protected override render() {
    const task = this.task;
    if (!task) return nothing;
    const done = task.state === 'passed' && task.correct !== false;
    // Screen readers are told of what appears in a region that was there before.
    const noted = !done && task.answered !== null && task.correct === null;
    return html`${this.#control(task, done)}<div role="status">${noted ? html`<p class="noted">${t('task.noted')}</p>` : nothing}</div>`;
  }

  #control(task: TaskView, done: boolean) {
    switch (task.ask.type) {
      case 'none': return nothing;
      case 'choice': return this.#choice(task, done);
      case 'multi': return this.#multi(task, done);
      case 'number': return this.#number(task, done);
      case 'order': case 'match': return this.#order(task, done);
    }
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button, input')?.focus();
  }

  #choice(task: TaskView, done: boolean) {
    const list = task.ask.choices.reduce((sum, c) => sum + c.text.length, 0) > 64;
    return html`<div class="choices ${list ? 'list' : ''}" role="group" aria-label=${plain(task.title)}>${task.ask.choices.map((c) => {
      const chosen = String(task.answered) === c.value;
      const verdict = chosen && task.correct === true ? 'right' : chosen && task.correct === false ? 'wrong' : '';
      return html`<button class="choice ${verdict}" aria-pressed=${chosen} ?disabled=${done} @click=${() => this.#answer(c.value)}>${verdict === 'right' ? icon('tick') : verdict === 'wrong' ? icon('cross') : nothing}${c.text}${verdict ? html`<span class="visually-hidden">, ${t(verdict === 'right' ? 'task.right' : 'task.wrong')}</span>` : nothing}</button>`;
    })}</div>`;
  }

  #multi(task: TaskView, done: boolean) {
    return html`<div class="foot" role="group" aria-label=${plain(task.title)}>${task.ask.choices.map((c) => html`<label class="check"><input type="checkbox" .checked=${this.picked.includes(c.value)} ?disabled=${done} @change=${(e: Event) => this.#toggle(c.value, (e.target as HTMLInputElement).checked)}>${c.text}</label>`)}</div>
      ${done ? nothing : html`<button class="btn foot" ?disabled=${this.picked.length === 0} @click=${() => this.#answer(this.picked)}>${t('task.answer')}</button>`}`;
  }

  #number(task: TaskView, done: boolean) {
    return html`<form @submit=${this.#submit}><input type="text" name="value" autocomplete="off" spellcheck="false" aria-label=${plain(task.title)} placeholder=${t('task.number')} .value=${task.answered === null ? '' : String(task.answered)} ?readonly=${done}>
      ${done ? nothing : html`<button class="btn">${t('task.answer')}</button>`}</form>`;
  }

  #order(task: TaskView, done: boolean) {
    const text = new Map(task.ask.choices.map((c) => [c.value, c.text]));
    return html`<ol class="order">${this.picked.map((value, i) => html`<li>${text.get(value) ?? value}<span class="end">
        <button class="btn square quiet" aria-label=${t('task.up', { text: text.get(value) ?? value })} ?disabled=${done || i === 0} @click=${() => this.#swap(i, i - 1)}>${icon('up')}</button>
        <button class="btn square quiet" aria-label=${t('task.down', { text: text.get(value) ?? value })} ?disabled=${done || i === this.picked.length - 1} @click=${() => this.#swap(i, i + 1)}>${icon('down')}</button></span></li>`)}</ol>
      ${done ? nothing : html`<button class="btn" @click=${() => this.#answer(this.picked)}>${t('task.answer')}</button>`}`;
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
  }

  #answer(value: string | string[]): void {
    if (this.task) ask(this, { do: 'answer', task: this.task.id, value });
  }
}
