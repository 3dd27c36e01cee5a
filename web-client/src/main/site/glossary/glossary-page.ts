import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { loadGlossary, loadIndex, type LessonEntry, type Word } from '../lesson/bundle';
import { t } from '../messages/text';
import { tell } from '../course/words';
import { titled } from '../page/titled';
import { base } from '../style/base';
import { documentStyle } from '../style/document';
import '../header/site-nav';
import glossaryPageText from './glossary-page.css?inline';

const startsWith = ({ term }: Word, wanted: string): boolean =>
  term.toLowerCase().startsWith(wanted);

/** Every word of the course, in the order of the alphabet, and where it is learned. */
@customElement('glossary-page')
export class GlossaryPage extends LitElement {
  static override styles = [base, documentStyle, unsafeCSS(glossaryPageText)];

  @state() private words: Word[] = [];
  @state() private lessons: LessonEntry[] = [];
  @state() private wanted = '';
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void loadIndex().then((found) => (this.lessons = found));
    loadGlossary()
      .then((found) => (this.words = found.sort((a, b) => a.term.localeCompare(b.term, 'en'))))
      .then(() => this.updateComplete)
      .then(() => this.#go(location.hash))
      .catch((failure: unknown) => (this.problem = String(failure)));
  }

  protected override render() {
    const wanted = this.wanted.trim().toLowerCase();
    const shown = this.words.filter(({ term, html }) => {
      const text = html.replace(/<[^>]+>/g, '');
      return `${term} ${text}`.toLowerCase().includes(wanted);
    });
    if (wanted) shown.sort((a, b) => Number(startsWith(b, wanted)) - Number(startsWith(a, wanted)));
    return html`<site-nav here="/glossary"></site-nav>
      <h1>${tell('glossary.page-title')}</h1>
      <p class="lead">${tell('glossary.page-lead')}</p>
      ${
        this.problem
          ? html`<p class="error" role="alert">${t('page.failed', { reason: this.problem })}</p>`
          : nothing
      }
      <label class="field"
        >${tell('glossary.find')}
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
        />
      </label>
      <p role="status" class="none">
        ${this.words.length && !shown.length ? tell('glossary.none') : ''}
      </p>
      <dl @click=${this.#link}>${shown.map((word) => this.#word(word))}</dl>`;
  }

  #word({ id, term, html: text }: Word) {
    const used = this.lessons.filter((lesson) => lesson.concepts?.includes(id));
    return html`<div id="word-${id}" tabindex="-1">
      <dt>${term}</dt>
      <dd>
        ${unsafeHTML(text)}
        ${
          used.length
            ? html`<p class="used">
                ${tell('glossary.used')}
                ${used.map(
                  (lesson) => html`<a href="/lesson/${lesson.id}">${titled(lesson.title)}</a>`,
                )}
              </p>`
            : nothing
        }
      </dd>
    </div>`;
  }

  readonly #link = (event: Event): void => {
    const link = event
      .composedPath()
      .find((x): x is HTMLAnchorElement => x instanceof HTMLAnchorElement);
    const to = link?.getAttribute('href');
    if (!to?.startsWith('#word-')) return;
    event.preventDefault();
    history.replaceState(null, '', to);
    this.wanted = '';
    void this.updateComplete.then(() => this.#go(to));
  };

  #go(hash: string): void {
    if (!hash.startsWith('#word-')) return;
    const word = this.renderRoot.querySelector<HTMLElement>(`[id="${CSS.escape(hash.slice(1))}"]`);
    word?.scrollIntoView({ block: 'start' });
    word?.focus({ preventScroll: true });
  }
}
