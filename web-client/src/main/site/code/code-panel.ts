import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AsmErrorView, CodeView, FileView, Request } from '../simulator/protocol';
import { t } from '../messages/text';
import { base } from '../style/base';
import type { Simulator } from '../simulator/simulator';
import { act, ask } from '../lab/action';
import { touch } from '../lab/frame';
import { linked } from '../lab/linked';
import { loadC } from '../c/load';
import { isC } from '../simulator/with-c';
import type { Editor, Execution } from './editor';
import type { Tokenizer } from './highlight';
import { tokens } from './tokens';
import { fileTabs, listing } from './file-tabs';
import { mistakeLists } from './mistakes';
import { still } from './still';
import { solid, waiting } from './buttons';
import codePanelText from './code-panel.css?inline';

const typingPause = 350;

const nasm: Tokenizer = (line) => ({ tokens: tokens(line), inside: false });

/** The program: its files, the line that the machine stands at, and what is wrong with a change. */
@customElement('code-panel')
export class CodePanel extends LitElement {
  static override styles = [base, unsafeCSS(codePanelText)];

  @property({ attribute: false }) code: CodeView | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  @property({ type: Boolean }) refused = false;
  /** The machine stands at its first step. */
  @property({ type: Boolean }) begins = false;
  /** The machine has halted for good. */
  @property({ type: Boolean }) ended = false;
  /** A file's text as the lesson began with it. */
  @property({ attribute: false }) original: (file: string) => string | undefined = () => undefined;
  /** The program is a lesson's. */
  @property({ type: Boolean }) lesson = false;
  /** The panel's name already stands above. */
  @property({ type: Boolean }) bare = false;
  /** The editor has come. */
  @state() private editing = false;
  @state() private file = '';
  @state() private typed = new Map<string, string>();
  @state() private typedErrors: AsmErrorView[] | null = null;
  @state() private typedWarnings: AsmErrorView[] = [];
  /** Where the kernel has ended the program in C. */
  @state() private failed: Execution | null = null;
  /** Outside every file: the instructions in memory, until the learner wants to see a file. */
  @state() private listed = true;
  /** The learner wanted to have a text assembled that cannot be. */
  @state() private notLoaded = false;
  @query('.editor') private readonly place!: HTMLElement;
  /**
   * Around the editor: who leaves it with Escape stands here, and single keys mean the machine
   * again.
   */
  @query('.frame') private readonly frame!: HTMLElement;
  #editor: Editor | null = null;

  /**
   * What was handed to the machine and has not come back yet: the editor keeps it, caret and
   * history too.
   */
  #sent: { name: string; text: string } | null = null;
  #opened = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #followed = '';
  /** What the learner wants to see, until the machine is elsewhere. */
  #chosen = '';
  /** The line that was just asked for. */
  #seen: number | null = null;
  #listedAt: number | null = null;
  #cTokens: Tokenizer | null = null;
  /** A changed text that is being checked. */
  #taking: Promise<Request | null | false> | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    linked.addEventListener('change', this.#link);
    this.simulator?.addEventListener('late', this.#late);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    linked.removeEventListener('change', this.#link);
    this.simulator?.removeEventListener('late', this.#late);
    this.#editor?.destroy();
    this.#editor = this.#coming = null;
    this.editing = false;
    this.#opened = '';
  }

  /** The editor comes when the machine can be stepped and the page has nothing else to do. */
  protected override firstUpdated(): void {
    if ('requestIdleCallback' in window)
      requestIdleCallback(() => void this.#edit(), { timeout: 2000 });
    else setTimeout(() => void this.#edit(), 500);
  }

  /** There is an editor, or will be. */
  readonly #edit = (): Promise<void> => (this.#coming ??= this.#begin());
  #coming: Promise<void> | null = null;

  async #begin(): Promise<void> {
    const { Editor } = await import('./editor');
    if (!this.isConnected) return;
    this.editing = true;
    this.#editor = new Editor(
      this.renderRoot as ShadowRoot,
      this.place,
      t('code.label', { file: '' }),
      {
        changed: (text) => this.#changed(text),
        load: () => void this.load(),
        runTo: (line) => ask(this, { do: 'reach', file: this.file, line }),
        leave: () => this.frame.focus(),
        locked: () => this.#locked(),
        pointed: (line) => {
          if (isC(this.file) && !this.typed.has(this.file)) linked.point(line);
        },
      },
    );
    this.requestUpdate();
    await this.updateComplete;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.code) return;
    const current = this.code.current?.file ?? '';
    const over = this.#over(this.code, current);
    if (
      changed.has('code') &&
      current &&
      (over || current !== this.#followed) &&
      !this.typed.size
    ) {
      this.file = this.#own(this.code, over) ?? current;
      if (this.file !== this.#chosen) this.#chosen = '';
    }
    this.#followed = over ? this.file : current;
    if (changed.has('code')) this.#look(this.code);
    const listed = this.code.listing.find((l) => l.current)?.address ?? null;
    if (listed !== this.#listedAt)
      this.listed = listed !== null && !this.ended && !this.typed.size && !this.#sent;
    this.#listedAt = listed;
    if (!this.code.files.some((f) => f.name === this.file))
      this.file = (this.code.files.find((f) => f.editable) ?? this.code.files[0])?.name ?? '';
  }

  /**
   * The kernel, which is not the learner's, has stopped behind the program, and was not asked for.
   */
  #over(code: CodeView, current: string): boolean {
    return (
      this.ended &&
      current !== this.#chosen &&
      !code.files.find((f) => f.name === current)?.editable
    );
  }

  /** Asks where the program failed. */
  #look(code: CodeView): void {
    this.failed = null;
    if (this.ended && code.files.some((f) => isC(f.name)))
      void loadC()
        .then((c) => c.failed(this.simulator!, code))
        .then((failed) => {
          if (this.code === code) this.failed = failed;
        });
  }

  /**
   * A program of one's own is seen first, though the machine begins in the kernel; one in C also
   * last.
   */
  #own(code: CodeView, over: boolean): string | undefined {
    return over || this.begins || this.#followed === ''
      ? code.files.find((f) => f.editable && (isC(f.name) || this.begins))?.name
      : undefined;
  }

  protected override updated(): void {
    this.renderRoot
      .querySelector('.files [aria-pressed=true]')
      ?.scrollIntoView({ block: 'nearest' });
    const file = this.#file();
    if (!this.#editor)
      this.renderRoot.querySelector('.still .now')?.scrollIntoView({ block: 'nearest' });
    if (!this.#editor || !file) return;
    if (this.#sent?.text === file.text) this.#sent = null;
    const text =
      this.typed.get(file.name) ?? (this.#sent?.name === file.name ? this.#sent.text : file.text);
    const colours = this.#tokens(file.name);
    const key = `${file.name} ${colours ? '' : 'plain'} ${
      this.typed.has(file.name) ? '' : file.text.length + file.text
    }`;
    if (
      (this.#opened !== key && this.#editor.text() !== text) ||
      this.#opened.split(' ', 2).join() !== key.split(' ', 2).join()
    ) {
      this.#editor.open(
        text,
        t(file.editable ? 'code.label' : 'code.label-read-only', { file: file.name }),
        file.editable,
        colours,
      );
    }
    this.#opened = key;
    const here = this.#current(file);
    const failed = isC(file.name) && !this.typed.has(file.name) ? this.failed : null;
    this.#editor.show(
      failed ?? {
        lines: this.typed.has(file.name) ? [] : file.lines,
        current: here,
        refused: this.refused,
      },
    );
    this.#editor.errors([
      ...this.#errors(file),
      ...this.#warnings(file).map((w) => ({ ...w, warning: true })),
    ]);
    this.#link();
  }

  /** The line of a file at which the machine stands. */
  #current(file: FileView | undefined): number | null {
    const at = this.code?.current;
    return at && at.file === file?.name && !this.typed.has(at.file) ? at.line : null;
  }

  /** What colours a file. NASM has no construct that spans lines. */
  #tokens(file: string): Tokenizer | null {
    if (!isC(file)) return nasm;
    if (!this.#cTokens)
      void loadC().then(({ cTokens }) => {
        this.#cTokens = cTokens;
        this.requestUpdate();
      });
    return this.#cTokens;
  }

  readonly #link = (): void =>
    this.#editor?.link(
      this.#seen ?? (isC(this.file) && !this.typed.has(this.file) ? linked.line : null),
    );

  /**
   * Hands the changed text to the machine, which starts again with it; a text with mistakes stays
   * here.
   */
  async load(): Promise<void> {
    const request = await this.take();
    if (request) ask(this, request);
  }

  /**
   * The request that hands a changed text over; null where nothing was changed, or somebody else
   * hands it over already; false where it has a mistake, which is shown.
   */
  async take(): Promise<Request | null | false> {
    if (this.#taking) return (await this.#taking) === false ? false : null;
    this.#taking = this.#checked();
    try {
      return await this.#taking;
    } finally {
      this.#taking = null;
    }
  }

  async #checked(): Promise<Request | null | false> {
    if (!this.typed.size) return null;
    if (!this.typed.has(this.file)) this.file = this.typed.keys().next().value!;
    const name = this.file,
      text = this.typed.get(name)!;
    clearTimeout(this.#timer);
    const checked = await this.#check(name, text);
    // given up, or typed on meanwhile
    if (!checked || this.file !== name || this.typed.get(name) !== text) return false;
    const mistake = this.typedErrors?.[0];
    if (mistake) {
      this.notLoaded = true;
      this.#editor?.goTo(mistake.line, mistake.column, !touch.matches);
      return false;
    }
    return this.#request(name, text);
  }

  #request(file: string, text: string): Request {
    this.typed = without(this.typed, file);
    this.#forgetErrors();
    this.#sent = { name: file, text };
    linked.point(null);
    return { do: 'load', file, text };
  }

  /** What the machine does not have, or has not answered for yet. */
  typing(): Map<string, string> {
    return new Map([
      ...(this.#sent ? [[this.#sent.name, this.#sent.text] as const] : []),
      ...this.typed,
    ]);
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

  /** Shows a file, and lights one of its lines; nothing that is typed now goes into it. */
  async see(file: string, line: number | null): Promise<void> {
    this.#choose(file);
    this.#seen = line;
    await this.updateComplete;
    await this.#edit();
    if (line !== null) this.#editor?.goTo(line, 1, false);
    this.frame.focus({ preventScroll: true });
    setTimeout(() => {
      this.#seen = null;
      this.#link();
    }, 2400);
  }

  override focus(): void {
    void this.#edit().then(() => this.#editor?.focus());
  }

  protected override render() {
    const file = this.#file(),
      errors = this.#errors(file),
      warnings = this.#warnings(file);
    const load = (): void => void this.load();
    const dirty = file !== undefined && this.typed.has(file.name);
    const outside = this.listed && (this.code?.listing.length ?? 0) > 0;
    const original = this.#original(file),
      c = isC(this.file),
      own = c && file?.editable,
      many = (this.code?.files.length ?? 0) > 2;
    return html`<div class="phead">
        <h2 class=${this.bare || dirty || original || own || many ? 'visually-hidden' : ''}>
          ${t('panel.code')}
        </h2>
        ${fileTabs({
          code: this.code,
          file: outside ? null : this.file,
          choose: (name) => this.#choose(name),
          list: () => (this.listed = true),
        })}
        <span class="end"
          >${waiting(this, this.simulator?.late ?? 0)}${
            dirty
              ? html`<span class="acts"
                  ><button class="btn" @click=${() => this.#discard()}>${t('code.discard')}</button
                  >${solid(c, false, load)}</span
                >`
              : html`${original ?? nothing}${own ? solid(c, true, load) : nothing}<span class="meta"
                    >${
                      errors.length
                        ? t('code.errors', { count: errors.length })
                        : t(c ? 'code.compiled' : 'code.assembled')
                    }</span
                  >`
          }</span
        >
      </div>
      <div
        class="frame"
        tabindex="-1"
        role="group"
        aria-label=${t('panel.code')}
        ?hidden=${outside}
      >
        <div class="editor" @pointerdown=${this.#edit}>
          ${this.editing ? nothing : still(file, this.#current(file))}
        </div>
      </div>
      ${outside ? listing(this.code) : nothing}
      ${mistakeLists({ errors, warnings, c, notLoaded: this.notLoaded }, (to) => {
        this.listed = false;
        this.#editor?.goTo(to.line, to.column);
      })}`;
  }

  /** For a file that is not as the lesson gave it, the way back. */
  #original(file: FileView | undefined) {
    const text = file?.editable ? this.original(file.name) : undefined;
    if (!file || text === undefined || text === file.text) return null;
    const title = t(this.lesson ? 'code.original' : 'code.example');
    return html`<span class="acts"
      ><button
        class="btn original"
        title=${title}
        aria-label=${title}
        @click=${() => ask(this, this.#request(file.name, text))}
      >
        ${t(this.lesson ? 'code.original-short' : 'code.example-short')}
      </button></span
    >`;
  }

  #locked(): void {
    const own = this.code?.files.find((f) => f.editable)?.name;
    act(this, {
      do: 'tell',
      text: t('code.locked', { file: this.file }) + (own ? ` ${t('code.own', { file: own })}` : ''),
    });
  }

  #forgetErrors(): void {
    this.typedErrors = null;
    this.typedWarnings = [];
    this.notLoaded = false;
  }

  #file(): FileView | undefined {
    return this.code?.files.find((f) => f.name === this.file);
  }

  #choose(name: string): void {
    this.file = this.#chosen = name;
    this.listed = false;
    this.#forgetErrors();
  }

  #errors(file: FileView | undefined): AsmErrorView[] {
    return this.typedErrors ?? file?.errors ?? [];
  }

  #warnings(file: FileView | undefined): AsmErrorView[] {
    return (this.typedErrors ? this.typedWarnings : file?.warnings) ?? [];
  }

  readonly #late = (): void => this.requestUpdate();

  #discard(): void {
    this.#sent = null;
    this.typed = without(this.typed, this.file);
    this.#forgetErrors();
    this.#opened = '';
    const file = this.#file();
    if (file)
      this.#editor?.open(
        file.text,
        t('code.label', { file: file.name }),
        file.editable,
        this.#tokens(file.name),
      );
  }

  #changed(text: string): void {
    const file = this.#file();
    if (!file?.editable) return;
    linked.point(null);
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

  async #check(file: string, text: string): Promise<boolean> {
    const answer = await this.simulator?.request({ do: 'assemble', file, text }).catch(() => null);
    if (!answer?.errors || this.typed.get(file) !== text) return false;
    this.typedErrors = answer.errors;
    this.typedWarnings = answer.warnings ?? [];
    return true;
  }
}

const without = (typed: Map<string, string>, file: string): Map<string, string> =>
  new Map([...typed].filter(([name]) => name !== file));
