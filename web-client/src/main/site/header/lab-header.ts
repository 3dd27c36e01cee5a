import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Bundle, LessonEntry } from '../lesson/bundle';
import { t } from '../messages/text';
import { plain } from '../page/format';
import { icon, mark } from '../page/icons';
import { theme } from '../page/theme';
import type { TaskView } from '../simulator/protocol';
import { base } from '../style/base';
import { act } from '../lab/action';
import labHeaderText from './lab-header.css?inline';

/** Crumb, lesson dots, search, share, theme. */
@customElement('lab-header')
export class LabHeader extends LitElement {
  static override styles = [base, unsafeCSS(labHeaderText)];

  @property({ attribute: false }) bundle: Bundle | null = null;
  @property({ attribute: false }) lessons: LessonEntry[] = [];
  @property({ attribute: false }) passed: ReadonlySet<string> = new Set();
  /** How many tasks of a lesson are passed. */
  @property({ attribute: false }) done: (id: string) => number = () => 0;
  @property({ attribute: false }) tasks: TaskView[] = [];
  /** What a class calls the sandbox. */
  @property() assigned = '';
  @property({ type: Boolean }) phone = false;
  @property({ type: Boolean }) sandbox = false;

  protected override render() {
    const b = this.bundle;
    const title = this.assigned || (b ? plain(b.title) : t('lab.sandbox'));
    // A lesson's own text has a heading.
    const name = b ? html`<b class="title">${title}</b>` : html`<h1 class="title">${title}</h1>`;
    if (this.phone)
      return html`<header>
        <a class="brand" href="/" aria-label="Cloister">${mark}</a>${name}
        <div class="right">
          <button
            class="btn square quiet"
            aria-label=${t('header.find')}
            @click=${() => act(this, { do: 'dialog', dialog: 'palette' })}
          >
            ${icon('find')}
          </button>
          <button
            class="btn square quiet"
            aria-label=${t('header.share')}
            @click=${() => act(this, { do: 'dialog', dialog: 'share' })}
          >
            ${icon('share')}</button
          >${this.#keys()}${this.#theme()}
        </div>
      </header>`;
    return html`<header>
      <a class="brand" href="/">${mark}Cloister</a>
      <nav aria-label=${t('header.course')}>
        <i>/</i><a href="/course">${b ? b.partTitle : t('header.course')}</a><i>/</i>${name}${
          this.sandbox && b ? html`<span class="faint">${t('header.shared')}</span>` : nothing
        }${this.#dots()}
      </nav>
      <div class="right">
        <button class="find" @click=${() => act(this, { do: 'dialog', dialog: 'palette' })}>
          ${icon('find')}<span>${t('header.find')}</span><kbd>Ctrl K</kbd>
        </button>
        <button class="btn" @click=${() => act(this, { do: 'dialog', dialog: 'share' })}>
          ${icon('share')}${t('header.share')}
        </button>
        ${this.#keys()}${this.#theme()}
      </div>
    </header>`;
  }

  #keys() {
    return html`<button
      class="btn square quiet"
      aria-label=${t('command.keys')}
      title=${t('command.keys')}
      @click=${() => act(this, { do: 'dialog', dialog: 'keys' })}
    >
      ${icon('keys')}
    </button>`;
  }

  #theme() {
    const dark = theme() === 'dark';
    return html`<button
      class="btn square quiet"
      aria-label=${t(dark ? 'header.light' : 'header.dark')}
      title=${t(dark ? 'header.light' : 'header.dark')}
      @click=${() => {
        act(this, { do: 'theme' });
        this.requestUpdate();
      }}
    >
      ${icon(dark ? 'sun' : 'moon')}
    </button>`;
  }

  /** One dash a lesson of this part's main line, filled as far as its tasks are passed. */
  #dots() {
    const b = this.bundle;
    if (!b) return nothing;
    const passed = this.tasks.filter(
      (task) => task.state === 'passed' || this.passed.has(task.id),
    ).length;
    const lessons = this.lessons.filter(
      (l) => l.part === b.part && (!l.deeper || l.id === b.id) && l.tasks?.length,
    );
    let x = 0;
    const dashes = lessons.map((l) => {
      const now = l.id === b.id;
      const w = now ? 32 : 16;
      const at = x;
      x += w + 4;
      const share = Math.min(1, (now ? passed : this.done(l.id)) / l.tasks!.length);
      return svg`<rect x=${at} width=${w} height="4" rx="2"></rect>
        <rect class=${now ? 'now' : 'done'} x=${at} width=${w * share} height="4" rx="2"></rect>`;
    });
    return html`<svg
      class="dots"
      width=${x}
      height="4"
      role="img"
      aria-label=${t('header.dots', { done: passed, total: this.tasks.length })}
    >
      ${dashes}
    </svg>`;
  }
}
