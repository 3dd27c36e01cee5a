import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, RangeSet, StateEffect, StateField, type Range } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, WidgetType, gutter, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { AsmErrorView, CodeLine } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { nasm } from './nasm';

/** What the machine says about a file's lines. */
export interface Execution { lines: CodeLine[]; current: number | null; refused: boolean }

const setExecution = StateEffect.define<Execution>();

const execution = StateField.define<Execution>({
  create: () => ({ lines: [], current: null, refused: false }),
  update: (value, transaction) => transaction.effects.reduce((v, e) => (e.is(setExecution) ? e.value : v), value),
});

class FaultText extends WidgetType {
  constructor(readonly name: string) {
    super();
  }
  override eq(other: FaultText): boolean {
    return other.name === this.name;
  }
  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = 'cm-fault-name';
    span.textContent = this.name;
    return span;
  }
}

function decorate(state: EditorState): DecorationSet {
  const { lines, current, refused } = state.field(execution);
  const marks: Range<Decoration>[] = [];
  if (current !== null && current <= state.doc.lines) {
    const line = state.doc.line(current);
    marks.push(Decoration.line({ class: refused ? 'cm-refused' : 'cm-current', attributes: { 'aria-current': 'step' } }).range(line.from));
    const fault = lines.find((l) => l.line === current)?.fault;
    if (refused && fault) marks.push(Decoration.widget({ widget: new FaultText(fault), side: 1 }).range(line.to));
  }
  return Decoration.set(marks, true);
}

const decorations = StateField.define<DecorationSet>({
  create: decorate,
  update: (value, transaction) => (transaction.docChanged || transaction.effects.some((e) => e.is(setExecution)) ? decorate(transaction.state) : value),
  provide: (field) => EditorView.decorations.from(field),
});

class TextMarker extends GutterMarker {
  constructor(readonly text: string, readonly kind: string) {
    super();
  }
  override eq(other: TextMarker): boolean {
    return other.text === this.text && other.kind === this.kind;
  }
  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = this.kind;
    span.textContent = this.text;
    if (this.kind === 'cm-ran') span.title = t('code.executed');
    if (this.kind === 'cm-failed') span.title = t('code.fault');
    return span;
  }
}

function markers(state: EditorState, make: (line: CodeLine) => TextMarker | null): RangeSet<GutterMarker> {
  const ranges: Range<GutterMarker>[] = [];
  for (const line of state.field(execution).lines) {
    const marker = line.line <= state.doc.lines ? make(line) : null;
    if (marker) ranges.push(marker.range(state.doc.line(line.line).from));
  }
  return RangeSet.of(ranges, true);
}

const ran = gutter({
  class: 'cm-ran-gutter',
  markers: (view) => markers(view.state, (line) => (line.fault ? new TextMarker('×', 'cm-failed') : line.executed ? new TextMarker('•', 'cm-ran') : null)),
  lineMarkerChange: (update) => update.transactions.some((tr) => tr.effects.some((e) => e.is(setExecution))),
});

const addresses = gutter({
  class: 'cm-address-gutter',
  side: 'after',
  markers: (view) => markers(view.state, (line) => new TextMarker(hex8(line.address), 'cm-address')),
  lineMarkerChange: (update) => update.transactions.some((tr) => tr.effects.some((e) => e.is(setExecution))),
});

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--page)', color: 'var(--ink)', fontSize: 'var(--t2)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 8px 0 4px' },
  '.cm-gutters': { backgroundColor: 'var(--page)', color: 'var(--faint)', border: 'none', fontSize: '11px' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 0 0 8px' },
  '.cm-ran-gutter': { width: '16px' },
  '.cm-ran-gutter .cm-gutterElement': { textAlign: 'center' },
  '.cm-ran': { color: 'var(--ring3-line)' },
  '.cm-failed': { color: 'var(--fault)', fontSize: '15px', fontWeight: '600' },
  '.cm-address-gutter .cm-gutterElement': { padding: '0 16px 0 8px' },
  '.cm-current': { backgroundColor: 'var(--sunken)', boxShadow: 'inset 2px 0 var(--ink)' },
  '.cm-refused': { backgroundColor: 'var(--fault-fill)', boxShadow: 'inset 2px 0 var(--fault-line)' },
  '.cm-fault-name': { color: 'var(--fault)', fontFamily: 'var(--sans)', fontWeight: '600', fontSize: '12px', paddingLeft: '12px' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--focus) 22%, transparent) !important' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--rule-strong)', borderRadius: '6px', fontFamily: 'var(--sans)', fontSize: 'var(--t2)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--fault-line)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--fault-line) 1.5px', textUnderlineOffset: '3px' },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--faint)' },
  { tag: tags.keyword, fontWeight: '500' },
  { tag: tags.number, color: 'var(--ring3)' },
  { tag: tags.string, color: 'var(--ring3)' },
  { tag: tags.labelName, color: 'var(--soft)', fontWeight: '500' },
  { tag: tags.modifier, color: 'var(--soft)' },
]);

export interface EditorEvents { changed(text: string): void; load(): void }

/** The CodeMirror side of the code panel; loaded only where code is shown. */
export class Editor {
  readonly #view: EditorView;
  readonly #access = new Compartment();
  #followed: string | null = null;

  constructor(root: ShadowRoot, parent: HTMLElement, label: string, private readonly events: EditorEvents) {
    this.#view = new EditorView({ parent, root, state: this.#state('', label, false) });
  }

  #state(text: string, label: string, editable: boolean): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        ran, lineNumbers(), addresses, execution, decorations, nasm, syntaxHighlighting(colours), look, history(),
        keymap.of([
          { key: 'Mod-Enter', run: () => (this.events.load(), true) },
          { key: 'Escape', run: (view) => (view.contentDOM.blur(), true) },
          ...historyKeymap, ...defaultKeymap,
          ...(editable ? [indentWithTab] : []),
        ]),
        this.#access.of([EditorState.readOnly.of(!editable), EditorView.editable.of(true)]),
        EditorView.contentAttributes.of({ 'aria-label': label, ...(editable ? {} : { 'aria-readonly': 'true' }) }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.events.changed(update.state.doc.toString());
        }),
      ],
    });
  }

  open(text: string, label: string, editable: boolean): void {
    this.#view.setState(this.#state(text, label, editable));
    this.#followed = null;
  }

  show(now: Execution): void {
    this.#view.dispatch({ effects: setExecution.of(now) });
    const key = `${now.current} ${now.lines.length}`;
    if (now.current === null || key === this.#followed || now.current > this.#view.state.doc.lines) return;
    this.#followed = key;
    const at = this.#view.state.doc.line(now.current).from;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 60 }) });
  }

  errors(errors: AsmErrorView[]): void {
    const { doc } = this.#view.state;
    const found: Diagnostic[] = errors.filter((e) => e.line <= doc.lines).map((e) => {
      const line = doc.line(Math.max(1, e.line));
      const from = Math.min(line.to, line.from + Math.max(0, e.column - 1));
      return { from, to: Math.max(from, Math.min(line.to, from + Math.max(1, e.length))), severity: 'error', message: e.message.text };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, found));
  }

  text(): string {
    return this.#view.state.doc.toString();
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}
