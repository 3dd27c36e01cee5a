import { LitElement, html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { partName } from '../lesson/lesson-pane';
import type { Bundle, LessonEntry } from '../lesson/bundle';
import { t } from '../messages/text';
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
  @property({ attribute: false }) begun: ReadonlySet<string> = new Set();
  @property({ attribute: false }) tasks: TaskView[] = [];
  /** What a class calls the sandbox. */
  @property() assigned = '';
  @property({ type: Boolean }) phone = false;
  @property({ type: Boolean }) sandbox = false;

  protected override render() {
    const b = this.bundle;
    const title = this.assigned || (b ? b.title.replace(/^[^:]+: /, '') : t('lab.sandbox'));
    const heading = title.charAt(0).toUpperCase() + title.slice(1);
    const name = b
      ? html`<b class="title">${heading}</b>`
      : html`<h1 class="title">${heading}</h1>`; // a lesson's own text has a heading
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
        <i>/</i><a href="/course">${b ? t(partName(b.part)) : t('header.course')}</a
        ><i>/</i
        >${name}${this.sandbox && b ? html`<span class="faint">${t('header.shared')}</span>` : nothing}${this.#dots()}
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

  /** One dash a lesson of this part; this lesson's fills with its tasks. */
  #dots() {
    const b = this.bundle;
    if (!b) return nothing;
    const lessons = this.lessons.filter((l) => l.part === b.part);
    const list: { id: string }[] = lessons.length ? lessons : [b];
    const done = this.tasks.filter(
      (task) => task.state === 'passed' || this.passed.has(task.id),
    ).length;
    let x = 0;
    const dashes = list.map((l) => {
      const now = l.id === b.id,
        w = now ? 32 : 16,
        at = x;
      x += w + 4;
      if (now)
        return svg`<rect x=${at} width=${w} height="4" rx="2"></rect><rect class="now" x=${at} width=${this.tasks.length ? (w * done) / this.tasks.length : 0} height="4" rx="2"></rect>`;
      return svg`<rect class=${this.begun.has(l.id) ? 'done' : ''} x=${at} width=${w} height="4" rx="2"></rect>`;
    });
    return html`<svg
      class="dots"
      width=${x}
      height="4"
      role="img"
      aria-label=${t('header.dots', { done, total: this.tasks.length })}
    >
      ${dashes}
    </svg>`;
  }
}
