import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AsmErrorView, CodeView, FileView } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { icon } from '../page/icons';
import { say } from '../page/sentence';
import { base } from '../style/base';
import type { Simulator } from '../simulator/simulator';
import { ask } from '../lab/action';
import { linked } from '../lab/linked';
import { loadC } from '../c/load';
import { isC } from '../simulator/with-c';
import type { Editor } from './editor';
import type { Tokenizer } from './highlight';
import { tokens } from './tokens';
import { ownFirst } from './files';

const typingPause = 350;

const nasm: Tokenizer = (line) => ({ tokens: tokens(line), inside: false });

/** The program: its files, the line that the machine stands at, and what is wrong with a change. */
@customElement('code-panel')
export class CodePanel extends LitElement {
  static override styles = [base, css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--page); }
    .phead { gap: var(--s2); }
    /* The program that can be changed comes first and stays whole; what there is beside it is cut short by name. */
    .files { display: flex; flex: 0 1 auto; gap: 2px; min-width: 0; overflow: hidden; } .files button { flex: 0 1 auto; min-width: 44px; } .files button:is(.own, [aria-selected="true"]) { flex: none; } .files button > span:not(.visually-hidden) { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
    .phead .end { flex: 1 1 0; min-width: min-content; flex-wrap: wrap; justify-content: flex-end; align-content: flex-start; height: 28px; overflow: clip; overflow-clip-margin: 4px; } .end .acts { display: flex; gap: var(--s2); flex: none; }
    /* Where there is no room for it in the row, it wraps out of sight. */
    .phead .end::before { content: ""; width: 0; height: 28px; margin-right: calc(-1 * var(--s2)); }
    .phead .meta { flex: 1 1 96px; width: 0; line-height: 28px; text-align: right; }
    .files button { display: inline-flex; align-items: center; gap: 4px; padding: 0 8px; min-height: 24px; border-radius: var(--r1); color: var(--faint); font-size: var(--t2); white-space: nowrap; }
    .files button[aria-selected="true"] { color: var(--ink); font-weight: 500; box-shadow: inset 0 -2px var(--ink); border-radius: 0; }
    .files .ic { width: 12px; height: 12px; }
    .frame { flex: 1; min-height: 0; display: grid; } .frame:focus-visible { outline-offset: -2px; }
    .editor { container-type: inline-size; min-height: 0; overflow: hidden; position: relative; }
    /* Where the panel is too narrow for both, the program's own words come before its addresses. */
    @container (max-width: 520px) { .editor .cm-gutter.cm-address-gutter { display: none !important; } }
    .errors { border-top: 1px solid var(--fault-line); background: var(--fault-fill); padding: var(--s1) var(--s4); max-height: 84px; overflow: auto; font-size: var(--t2); line-height: 20px; flex: none; }
    .errors button { color: var(--fault); text-align: left; }
    pre { margin: 0; padding: var(--s2) 0; font: 400 var(--t2)/20px var(--mono); height: 100%; overflow: auto; }
    .row { display: grid; grid-template-columns: 88px 150px 1fr; padding: 0 var(--s4); } .row.now { background: var(--sunken); box-shadow: inset 2px 0 var(--ink); }
    .row span { color: var(--faint); }
    @media (forced-colors: active) { .files button[aria-selected="true"], .editor .cm-line:is(.cm-current, .cm-refused) { outline: 2px solid Highlight; outline-offset: -2px; } }
    .dirty { color: var(--focus); font-weight: 500; white-space: nowrap; }
  `];

  @property({ attribute: false }) code: CodeView | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  @property({ type: Boolean }) refused = false;
  /** A file's text as the lesson began with it. */
  @property({ attribute: false }) original: (file: string) => string | undefined = () => undefined;
  /** The panel's name already stands above. */
  @property({ type: Boolean }) bare = false;
  @state() private file = '';
  @state() private typed = new Map<string, string>();
  @state() private typedErrors: AsmErrorView[] | null = null;
  /** The learner wanted to have a text assembled that cannot be. */
  @state() private notLoaded = false;
  @query('.editor') private readonly place!: HTMLElement;
  /** Around the editor: who leaves it with Escape stands here, and single keys mean the machine again. */
  @query('.frame') private readonly frame!: HTMLElement;
  #editor: Editor | null = null;

  /** What was handed to the machine and has not come back yet: the editor keeps it, caret and history too. */
  #sent: { name: string; text: string } | null = null;
  #opened = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #followed = '';
  #cTokens: Tokenizer | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    linked.addEventListener('change', this.#link);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    linked.removeEventListener('change', this.#link);
    this.#editor?.destroy();
    this.#editor = null;
    this.#opened = '';
  }

  protected override async firstUpdated(): Promise<void> {
    const { Editor } = await import('./editor');
    this.#editor = new Editor(this.renderRoot as ShadowRoot, this.place, t('code.label', { file: '' }), { changed: (text) => this.#changed(text), load: () => void this.load(), leave: () => this.frame.focus(), pointed: (line) => { if (isC(this.file) && !this.typed.has(this.file)) linked.point(line); } });
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.code) return;
    const current = this.code.current?.file ?? '';
    if (changed.has('code') && current && current !== this.#followed && !this.typed.size) this.file = this.#own(this.code) ?? current;
    this.#followed = current;
    if (!this.code.files.some((f) => f.name === this.file)) this.file = (this.code.files.find((f) => f.editable) ?? this.code.files[0])?.name ?? '';
  }

  /** Who writes C sees the program first, and again after compiling it, though the machine begins in the kernel. */
  #own(code: CodeView): string | undefined {
    const first = this.#followed === '' || (this.#sent !== null && isC(this.#sent.name));
    return first ? code.files.find((f) => f.editable && isC(f.name))?.name : undefined;
  }

  protected override updated(): void {
    const file = this.#file();
    if (!this.#editor || !file) return;
    if (this.#sent?.text === file.text) this.#sent = null;
    const text = this.typed.get(file.name) ?? (this.#sent?.name === file.name ? this.#sent.text : file.text);
    const colours = this.#tokens(file.name);
    const key = `${file.name} ${colours ? '' : 'plain'} ${this.typed.has(file.name) ? '' : file.text.length + file.text}`;
    if (this.#opened !== key && this.#editor.text() !== text || this.#opened.split(' ', 2).join() !== key.split(' ', 2).join()) {
      this.#editor.open(text, t(file.editable ? 'code.label' : 'code.label-read-only', { file: file.name }), file.editable, colours);
    }
    this.#opened = key;
    const here = this.code?.current?.file === file.name && !this.typed.has(file.name) ? this.code.current.line : null;
    this.#editor.show({ lines: this.typed.has(file.name) ? [] : file.lines, current: here, refused: this.refused });
    this.#editor.errors(this.typedErrors ?? file.errors);
    this.#link();
  }

  /** What colours a file. NASM has no construct that spans lines. */
  #tokens(file: string): Tokenizer | null {
    if (!isC(file)) return nasm;
    if (!this.#cTokens) void loadC().then(({ cTokens }) => { this.#cTokens = cTokens; this.requestUpdate(); });
    return this.#cTokens;
  }

  readonly #link = (): void => this.#editor?.link(isC(this.file) && !this.typed.has(this.file) ? linked.line : null);

  /** Hands the changed text to the machine, which starts again with it; a text with mistakes stays here. */
  async load(): Promise<void> {
    const file = this.#file();
    const text = file && this.typed.get(file.name);
    if (!file || text === undefined) return;
    clearTimeout(this.#timer);
    await this.#check(file.name, text);
    if (this.file !== file.name || this.typed.get(file.name) !== text) return; // typed on meanwhile
    const mistake = this.typedErrors?.[0];
    if (mistake) {
      this.notLoaded = true;
      this.#editor?.goTo(mistake.line, mistake.column);
      return;
    }
    this.#load(file.name, text);
  }

  #load(name: string, text: string): void {
    this.typed = new Map([...this.typed].filter(([other]) => other !== name));
    this.#forgetErrors();
    this.#sent = { name, text };
    ask(this, { do: 'load', file: name, text });
  }

  /** Drops what was typed and not assembled, and hands it over. */
  forget(): Map<string, string> {
    const typed = this.typed;
    this.#open(new Map());
    return typed;
  }

  /** Takes back what was handed over, and shows it. */
  retype(typed: Map<string, string>): void {
    this.#open(typed);
    this.file = typed.keys().next().value ?? this.file;
  }

  #open(typed: Map<string, string>): void {
    this.typed = typed;
    this.#forgetErrors();
    this.#sent = null;
    this.#opened = '';
  }

  override focus(): void {
    this.#editor?.focus();
  }

  protected override render() {
    const file = this.#file();
    const errors = this.typedErrors ?? file?.errors ?? [];
    const dirty = file !== undefined && this.typed.has(file.name);
    const outside = this.code !== null && this.code.current === null && this.code.listing.length > 0;
    const original = this.#original(file), c = isC(this.file);
    return html`<div class="phead"><h2 class=${this.bare || dirty || original ? 'visually-hidden' : ''}>${t('panel.code')}</h2>
        <div class="files" role="tablist" aria-label=${t('code.files')}>${ownFirst(this.code?.files ?? []).map((f) => html`<button role="tab" class=${f.editable ? 'own' : ''} aria-selected=${f.name === this.file} title=${f.editable ? f.name : `${f.name}, ${t('code.read-only')}`} @click=${() => this.#choose(f.name)}>${f.editable ? nothing : icon('lock')}<span>${f.name}</span>${f.editable ? nothing : html`<span class="visually-hidden">${t('code.read-only')}</span>`}</button>`)}</div>
        <span class="end">${dirty
          ? html`<span class="acts"><button class="btn" @click=${() => this.#discard()}>${t('code.discard')}</button><button class="btn solid" title=${t(c ? 'code.compile-key' : 'code.load-key')} @click=${() => void this.load()}>${t(c ? 'code.compile' : 'code.load')}</button></span>`
          : html`${original ?? nothing}<span class="meta">${errors.length ? t('code.errors', { count: errors.length }) : t(c ? 'code.compiled' : 'code.assembled')}</span>`}</span></div>
      <div class="frame" tabindex="-1" role="group" aria-label=${t('panel.code')} ?hidden=${outside}><div class="editor"></div></div>
      ${outside ? html`<pre role="region" aria-label=${t('code.listing')} tabindex="0">${this.code!.listing.map((l) => html`<div class="row ${l.current ? 'now' : ''}"><span>${hex8(l.address)}</span><span>${l.bytes}</span>${l.text}</div>`)}</pre>` : nothing}
      ${errors.length ? html`<ul class="errors" aria-live="polite">${this.notLoaded ? html`<li><b>${t(c ? 'code.not-compiled' : 'code.refused')}</b></li>` : nothing}${errors.map((e) => html`<li><button @click=${() => this.#editor?.goTo(e.line, e.column)}>${t('code.line', { line: e.line })}: ${say(e.message)}</button></li>`)}</ul>` : nothing}`;
  }

  /** For a file that is not as the lesson gave it, the way back. */
  #original(file: FileView | undefined) {
    const text = file?.editable ? this.original(file.name) : undefined;
    if (!file || text === undefined || text === file.text) return null;
    return html`<span class="acts"><button class="btn original" title=${t('code.original')} aria-label=${t('code.original')} @click=${() => this.#load(file.name, text)}>${t('code.original-short')}</button></span>`;
  }

  #forgetErrors(): void {
    this.typedErrors = null;
    this.notLoaded = false;
  }

  #file(): FileView | undefined {
    return this.code?.files.find((f) => f.name === this.file);
  }

  #choose(name: string): void {
    this.file = name;
    this.#forgetErrors();
  }

  #discard(): void {
    this.#sent = null;
    this.typed = new Map([...this.typed].filter(([name]) => name !== this.file));
    this.#forgetErrors();
    this.#opened = '';
    const file = this.#file();
    if (file) this.#editor?.open(file.text, t('code.label', { file: file.name }), file.editable, this.#tokens(file.name));
  }

  #changed(text: string): void {
    const file = this.#file();
    if (!file?.editable) return;
    this.typed = new Map(this.typed);
    if (text === file.text) {
      this.typed.delete(file.name);
      this.#forgetErrors();
      return;
    }
    this.notLoaded = false;
    this.typed.set(file.name, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(file.name, text), typingPause);
  }

  async #check(file: string, text: string): Promise<void> {
    const answer = await this.simulator?.request({ do: 'assemble', file, text }).catch(() => null);
    if (answer?.errors && this.typed.get(file) === text) this.typedErrors = answer.errors;
  }
}
