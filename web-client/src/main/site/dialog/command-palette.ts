import { LitElement, html, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { act, type Action } from '../lab/action';
import { commands } from '../lab/commands';
import type { LessonEntry, Word } from '../lesson/bundle';
import { t, type MessageId } from '../messages/text';
import type { View } from '../simulator/protocol';
import { base } from '../style/base';
import { modalStyle } from './modal';
import commandPaletteText from './command-palette.css?inline';

interface Item {
  group: string;
  text: string;
  note: string;
  action: Action | null;
  href?: string;
}

const programs: [MessageId, string][] = [
  ['command.write-c', '/lab/#c=hello'],
  ['command.write-calls', '/lab/#c=calls'],
];

/** Find a step, a word, a lesson or a command by typing. */
@customElement('command-palette')
export class CommandPalette extends LitElement {
  static override styles = [base, modalStyle, unsafeCSS(commandPaletteText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) lessons: LessonEntry[] = [];
  @property({ attribute: false }) words: Word[] = [];
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @state() private text = '';
  @state() private at = 0;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('at'))
      this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const items = this.#items();
    const at = Math.min(this.at, items.length - 1);
    return html`<dialog
      aria-label=${t('header.find')}
      @close=${() => this.dispatchEvent(new Event('close'))}
      @click=${(e: MouseEvent) => {
        if (e.target === this.dialog) this.dialog.close();
      }}
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant=${items.length ? `item-${at}` : ''}
        aria-label=${t('header.find')}
        placeholder=${t('palette.placeholder')}
        spellcheck="false"
        autocomplete="off"
        @input=${(e: Event) => {
          this.text = (e.target as HTMLInputElement).value;
          this.at = 0;
        }}
        @keydown=${(e: KeyboardEvent) => this.#key(e, items, at)}
      />
      ${
        items.length
          ? html`<ul id="found" role="listbox" aria-label=${t('palette.results')}>
              ${items.map(
                (item, i) =>
                  html`<li
                    id="item-${i}"
                    role="option"
                    aria-selected=${i === at}
                    @click=${() => this.#choose(item)}
                    @pointermove=${() => (this.at = i)}
                  >
                    <span class="group">${item.group}</span><span class="text">${item.text}</span
                    ><span class="note">${item.note}</span>
                  </li>`,
              )}
            </ul>`
          : html`<p role="status">${t('palette.nothing')}</p>`
      }
    </dialog>`;
  }

  #items(): Item[] {
    const wanted = this.text.trim().toLowerCase();
    const fits = (text: string) =>
      wanted === '' || wanted.split(/\s+/).every((word) => text.toLowerCase().includes(word));
    const last = this.view?.lastStep ?? 0;
    const number = /^\d+$/.test(wanted) ? Number(wanted) : null;
    const steps: Item[] = [];
    if (number !== null && this.view)
      steps.push({
        group: t('palette.step'),
        text: t('palette.go-to-step', { step: number }),
        note: number > last ? t('palette.further') : '',
        action: { do: 'ask', request: { do: 'seek', step: number } },
      });
    for (const m of this.view?.marks ?? [])
      if (wanted && fits(`${m.label} ${m.sentence} ${m.step}`) && steps.length < 12)
        steps.push({
          group: t('palette.step'),
          text: m.sentence || m.label,
          note: String(m.step),
          action: { do: 'ask', request: { do: 'seek', step: m.step } },
        });
    const words: Item[] = this.words
      .filter((w) => fits(w.term))
      .map((w) => ({
        group: t('palette.word'),
        text: w.term,
        note: '',
        action: { do: 'word', term: w.id },
      }));
    const lessons: Item[] = this.lessons
      .filter((l) => fits(`${l.title} ${l.summary}`))
      .map((l) => ({
        group: t('palette.lesson'),
        text: l.title,
        note: l.minutes ? t('lesson.minutes', { minutes: l.minutes }) : '',
        action: null,
        href: `/lesson/${l.id}`,
      }));
    const acts: Item[] = commands
      .filter((c) => c.id !== 'command.palette' && fits(t(c.id)))
      .map((c) => ({
        group: t('palette.command'),
        text: t(c.id),
        note: c.shown,
        action: c.action,
      }));
    for (const [id, href] of programs)
      if (fits(t(id)))
        acts.push({ group: t('palette.command'), text: t(id), note: '', action: null, href });
    return [...steps, ...acts, ...words, ...lessons].slice(0, 40);
  }

  #key(event: KeyboardEvent, items: Item[], at: number): void {
    if (event.key === 'ArrowDown') this.at = (at + 1) % Math.max(1, items.length);
    else if (event.key === 'ArrowUp') this.at = (at - 1 + items.length) % Math.max(1, items.length);
    else if (event.key === 'Enter' && items[at]) this.#choose(items[at]);
    else return;
    event.preventDefault();
  }

  #choose(item: Item): void {
    this.dialog.close();
    if (item.href) location.href = item.href;
    else if (item.action) act(this, item.action);
  }
}
