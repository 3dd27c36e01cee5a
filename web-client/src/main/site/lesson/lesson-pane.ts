import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { MarkKind, TaskView, View } from '../simulator/protocol';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import { base } from '../style/base';
import { act, ask } from '../lab/action';
import type { Block, Bundle, Word } from './bundle';
import './task-card';

/** The lesson: a quiet reading page with its tasks in the text. */
@customElement('lesson-pane')
export class LessonPane extends LitElement {
  static override styles = [base, css`
    :host { overflow: hidden auto; background: var(--page); min-height: 0; scroll-padding: 24px; }
    article { max-width: 720px; margin: 0 auto; padding: var(--s5) var(--s6) var(--s7); }
    .eyebrow { font-size: var(--t2); line-height: 16px; color: var(--faint); }
    h1 { font: 600 var(--t5)/var(--l5) var(--serif); letter-spacing: -.01em; margin: var(--s1) 0 var(--s3); text-wrap: balance; }
    .prose { font: 400 var(--t4)/var(--l4) var(--serif); max-width: 68ch; }
    .prose > :is(p, ul, ol, blockquote, pre, table) { margin: 0 0 var(--s4); } .prose ul { list-style: disc; padding-left: 1.2em; } .prose ol { list-style: decimal; padding-left: 1.4em; }
    .prose :is(h2, h3) { font: 600 19px/26px var(--serif); margin: var(--s5) 0 var(--s2); } .prose em { font-style: italic; } .prose code { font-size: 14.5px; } .prose pre { font: 400 var(--t2)/20px var(--mono); background: var(--stone); border: 1px solid var(--rule); border-radius: var(--r2); padding: var(--s2) var(--s3); overflow-x: auto; } .prose pre code { font-size: inherit; }
    .prose table { border-collapse: collapse; font: 400 var(--t3)/20px var(--sans); } .prose :is(th, td) { border-top: 1px solid var(--rule); padding: 4px var(--s3) 4px 0; text-align: left; }
    .prose a { text-decoration-color: var(--rule-strong); } .prose dfn { font-style: italic; }
    .block { margin-bottom: var(--s4); } .tasks { margin: var(--s2) 0 var(--s5); border-bottom: 1px solid var(--rule); }
    .sim { margin-bottom: var(--s4); }
    .term { position: sticky; bottom: 0; display: flex; gap: var(--s3); align-items: flex-start; background: var(--raised); border-top: 1px solid var(--rule-strong); box-shadow: var(--shade); padding: var(--s3) var(--s4) var(--s3) var(--s6); font-size: var(--t3); } .term p { color: var(--soft); margin-top: 2px; } .term .btn { margin-left: auto; flex: none; }
    .done { border: 1px solid var(--allow-line); border-radius: var(--r2); padding: var(--s3) var(--s4); margin-bottom: var(--s4); } .done h2 { display: flex; gap: var(--s2); font: 600 var(--t3)/20px var(--sans); color: var(--allow); } .done p { color: var(--soft); margin-top: var(--s1); }
    .objectives { font: 400 var(--t3)/20px var(--sans); color: var(--soft); margin: 0 0 var(--s4); } .objectives li { padding-left: var(--s4); position: relative; } .objectives li::before { content: "–"; position: absolute; left: 0; }
    @media (max-width: 700px) { article { padding: var(--s4) 20px var(--s6); } }
  `];

  @property({ attribute: false }) bundle: Bundle | null = null;
  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) earlier: ReadonlySet<string> = new Set();
  @state() private shown: Word | null = null;
  #current: string | null = null;

  /** The first task that waits for the learner. */
  get now(): TaskView | undefined {
    return this.view?.tasks.find((task) => task.state === 'open' && !this.earlier.has(task.id));
  }

  protected override render() {
    const b = this.bundle;
    if (!b) return nothing;
    const position = b.position ? t('lesson.eyebrow', { part: t(partName(b.part)), number: b.position[1] }) : '';
    const all = this.view?.tasks ?? [];
    const finished = all.length > 0 && all.every((task) => task.state === 'passed' || this.earlier.has(task.id));
    return html`<article aria-label=${b.title}><p class="eyebrow">${position}${b.minutes ? ` · ${t('lesson.minutes', { minutes: b.minutes })}` : ''}</p><h1>${b.title}</h1>
      ${b.objectives?.length ? html`<ul class="objectives" aria-label=${t('lesson.objectives')}>${b.objectives.map((o) => html`<li>${o}</li>`)}</ul>` : nothing}
      ${groups(b.blocks).map((g) => (Array.isArray(g) ? html`<div class="tasks">${g.map((block) => this.#task(block))}</div>` : this.#block(g)))}
      ${finished ? html`<div class="done" role="status"><h2>${icon('tick')}${t('lesson.finished')}</h2><p>${t('lesson.finished-text')}</p></div>` : nothing}
      </article>${this.#word()}`;
  }

  protected override updated(_: PropertyValues): void {
    const now = this.now?.id ?? null;
    if (now === this.#current || !now) return;
    const card = this.renderRoot.querySelector('[data-now]');
    const first = this.#current === null;
    const resumed = this.view?.tasks.some((task) => task.state === 'passed') ?? false;
    this.#current = now;
    if (first && resumed) card?.scrollIntoView({ block: 'center' });
    else if (!first) card?.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  }

  /** Shows a glossary word; used by the palette and by links in the text. */
  word(id: string): void {
    this.shown = this.bundle?.glossary?.find((word) => word.id === id) ?? null;
  }

  task(id: string): void {
    this.renderRoot.querySelector(`[data-task="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
  }

  #word() {
    const word = this.shown;
    if (!word) return nothing;
    return html`<aside class="term" aria-label=${t('lesson.word')} @click=${this.#link}><div><b>${word.term}</b><p>${unsafeHTML(word.html)}</p></div><button class="btn square quiet" aria-label=${t('dialog.close')} @click=${() => (this.shown = null)}>${icon('cross')}</button></aside>`;
  }

  #passed(id: string): boolean {
    return this.earlier.has(id) || (this.view?.tasks.some((task) => task.id === id && task.state === 'passed') ?? false);
  }

  #block(block: Block) {
    switch (block.kind) {
      case 'html': return block.after && !this.#passed(block.after) ? nothing : html`<div class="prose" @click=${this.#link}>${unsafeHTML(block.html)}</div>`;
      case 'sim': return html`<p class="sim"><button class="btn" @click=${() => this.#sim(block)}>${icon('play')}${block.text || t('lesson.run')}</button></p>`;
      case 'task': case 'quiz': return this.#task(block);
    }
  }

  #task(block: Block) {
    if (block.kind !== 'task' && block.kind !== 'quiz') return nothing;
    const all = this.view?.tasks ?? [];
    const at = all.findIndex((task) => task.id === block.task);
    const task = all[at] ?? waiting(block.task, this.bundle);
    const now = this.now?.id === block.task;
    return html`<task-card data-task=${block.task} ?data-now=${now} .task=${task} .text=${block.html ?? ''} .number=${at + 1} .total=${all.length} .now=${now} .earlier=${this.earlier.has(block.task)}></task-card>`;
  }

  #sim(block: Extract<Block, { kind: 'sim' }>): void {
    const at = block.args['at'] ?? block.args['until'];
    if (typeof at === 'number') ask(this, { do: 'seek', step: at });
    else if (block.mode === 'compare') act(this, { do: 'panel', panel: 'server' });
    else if (typeof at === 'string') ask(this, { do: 'next', kinds: kindsOf(at) });
    else act(this, { do: 'run' });
  }

  readonly #link = (event: Event): void => {
    const link = event.composedPath().find((x): x is HTMLAnchorElement => x instanceof HTMLAnchorElement);
    const href = link?.getAttribute('href');
    if (!href?.startsWith('#')) return;
    event.preventDefault();
    this.word(href.replace(/^#word-/, ''));
  };
}

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

function kindsOf(event: string): MarkKind[] {
  if (event.startsWith('fault')) return ['fault'];
  if (event.startsWith('ring') || event.startsWith('gate') || event.startsWith('return')) return ['crossing'];
  if (event.startsWith('service') || event.startsWith('interrupt')) return ['call', 'crossing'];
  if (event.startsWith('table')) return ['table'];
  return ['crossing', 'fault', 'exit', 'call', 'table', 'halt', 'poke'];
}

/** Before the machine is there, a task is shown closed. */
function waiting(id: string, bundle: Bundle | null): TaskView {
  const title = bundle?.tasks.find((task) => task.id === id)?.title ?? id;
  return { id, title, state: 'locked', step: null, firstTry: false, answered: null, feedback: null, correct: null, hintsGiven: [], moreHints: false, ask: { type: 'none', choices: [] }, deadEnd: null };
}

export function partName(part: string) {
  switch (part) {
    case 'virtualization': return 'part.virtualization.title' as const;
    case 'containers': return 'part.containers.title' as const;
    case 'compare': return 'part.compare.title' as const;
    case 'docker': return 'part.docker.title' as const;
    case 'mythology': return 'part.mythology.title' as const;
    case 'review': return 'part.review.title' as const;
    default: return 'part.rings.title' as const;
  }
}
