import {
  cursorDocEnd,
  cursorDocStart,
  cursorPageDown,
  cursorPageUp,
  history,
  historyKeymap,
  insertNewlineKeepIndent,
  selectAll,
  selectDocEnd,
  selectDocStart,
} from '@codemirror/commands';
import {
  Compartment,
  EditorState,
  RangeSet,
  StateEffect,
  StateField,
  type Range,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  gutter,
  gutterLineClass,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import type { AsmErrorView, CodeLine } from '../simulator/protocol';
import { t } from '../messages/text';
import { hex8 } from '../page/format';
import { highlight, type Tokenizer } from './highlight';
import { joined } from './joined';
import { lineMarks, type LineMark } from './lines';

/** What the machine says about a file's lines. */
export interface Execution {
  lines: CodeLine[];
  current: number | null;
  refused: boolean;
}
export type Problem = AsmErrorView & { warning?: boolean };
interface Shown {
  marks: LineMark[];
  current: number | null;
  refused: boolean;
}

const setExecution = StateEffect.define<Shown>();

const execution = StateField.define<Shown>({
  create: () => ({ marks: [], current: null, refused: false }),
  update: (value, transaction) =>
    transaction.effects.reduce((v, e) => (e.is(setExecution) ? e.value : v), value),
});

/** The compiler's lines are whatever `#line` says, also lines that the text does not have. */
const has = (state: EditorState, line: number | null): line is number =>
  line !== null && line >= 1 && line <= state.doc.lines;

function decorate(state: EditorState): DecorationSet {
  const { current, refused } = state.field(execution);
  const marks: Range<Decoration>[] = [];
  if (has(state, current)) {
    const line = state.doc.line(current);
    marks.push(
      Decoration.line({
        class: refused ? 'cm-refused' : 'cm-current',
        attributes: { 'aria-current': 'step' },
      }).range(line.from),
    );
  }
  return Decoration.set(marks, true);
}

const decorations = StateField.define<DecorationSet>({
  create: decorate,
  update: (value, transaction) =>
    transaction.docChanged || transaction.effects.some((e) => e.is(setExecution))
      ? decorate(transaction.state)
      : value,
  provide: (field) => EditorView.decorations.from(field),
});

const setLinked = StateEffect.define<number | null>();

/** The line that another panel looks at. */
const linkedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, transaction) => {
    for (const effect of transaction.effects)
      if (effect.is(setLinked)) return link(transaction.state, effect.value);
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const link = (state: EditorState, line: number | null): DecorationSet =>
  !has(state, line)
    ? Decoration.none
    : Decoration.set([Decoration.line({ class: 'cm-linked' }).range(state.doc.line(line).from)]);

const setErrors = StateEffect.define<Problem[]>();

/** What the assembler did not understand, underlined; the sentences stand below the editor. */
const errors = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, transaction) => {
    for (const effect of transaction.effects)
      if (effect.is(setErrors)) return underline(transaction.state, effect.value);
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function underline(state: EditorState, found: Problem[]): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const error of found.filter((e) => has(state, e.line))) {
    const line = state.doc.line(error.line);
    const from = Math.min(
      Math.max(line.from, line.to - 1),
      line.from + Math.max(0, error.column - 1),
    );
    const to = Math.min(line.to, from + Math.max(1, error.length));
    if (to > from)
      ranges.push(
        Decoration.mark({
          class: error.warning ? 'cm-warned' : 'cm-mistake',
          attributes: { title: error.message.text },
        }).range(from, to),
      );
  }
  return Decoration.set(ranges, true);
}

const lineOf = (view: EditorView): number =>
  view.state.doc.lineAt(view.state.selection.main.head).number;

class LineMarker extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}

const gutterNow = new LineMarker('cm-current'),
  gutterRefused = new LineMarker('cm-refused');

/** The current line's fill runs through the gutters too. */
const currentGutter = gutterLineClass.compute([execution, 'doc'], (state) => {
  const { current, refused } = state.field(execution);
  if (!has(state, current)) return RangeSet.empty as RangeSet<GutterMarker>;
  return RangeSet.of([(refused ? gutterRefused : gutterNow).range(state.doc.line(current).from)]);
});

class TextMarker extends GutterMarker {
  constructor(
    readonly text: string,
    readonly kind: string,
  ) {
    super();
  }
  override eq(other: TextMarker): boolean {
    return other.text === this.text && other.kind === this.kind;
  }
  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = this.kind;
    span.textContent = this.text;
    if (this.kind === 'cm-ran') span.title = t(this.text === '•' ? 'code.executed' : 'code.partly');
    if (this.kind === 'cm-failed') span.title = t('code.fault');
    return span;
  }
}

function markers(
  state: EditorState,
  make: (line: LineMark) => TextMarker | null,
): RangeSet<GutterMarker> {
  const ranges: Range<GutterMarker>[] = [];
  for (const line of state.field(execution).marks) {
    const marker = has(state, line.line) ? make(line) : null;
    if (marker) ranges.push(marker.range(state.doc.line(line.line).from));
  }
  return RangeSet.of(ranges, true);
}

const ran = gutter({
  class: 'cm-ran-gutter',
  markers: (view) =>
    markers(view.state, (line) =>
      line.fault
        ? new TextMarker('×', 'cm-failed')
        : line.ran === 'none'
          ? null
          : new TextMarker(line.ran === 'all' ? '•' : '◦', 'cm-ran'),
    ),
  lineMarkerChange: (update) =>
    update.transactions.some((tr) => tr.effects.some((e) => e.is(setExecution))),
});

const addresses = gutter({
  class: 'cm-address-gutter',
  side: 'after',
  markers: (view) => {
    const { current, refused } = view.state.field(execution);
    return markers(view.state, (line) =>
      refused && line.line === current && line.fault
        ? new TextMarker(line.fault, 'cm-fault-name')
        : new TextMarker(hex8(line.address), 'cm-address'),
    );
  },
  lineMarkerChange: (update) =>
    update.transactions.some((tr) => tr.effects.some((e) => e.is(setExecution))),
});

const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--page)',
    color: 'var(--ink)',
    fontSize: 'var(--t2)',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 8px 0 4px' },
  '.cm-gutters': {
    backgroundColor: 'var(--page)',
    color: 'var(--faint)',
    border: 'none',
    fontSize: '11px',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '32px',
    padding: '0 0 0 8px',
    cursor: 'pointer',
  },
  '.cm-lineNumbers .cm-gutterElement:hover': { color: 'var(--ink)', textDecoration: 'underline' },
  '.cm-ran-gutter': { width: '16px' },
  '.cm-ran-gutter .cm-gutterElement': { textAlign: 'center' },
  '.cm-ran': { color: 'var(--ring3-line)' },
  '.cm-failed': { color: 'var(--fault)', fontSize: '15px', fontWeight: '600' },
  '.cm-address-gutter .cm-gutterElement': { padding: '0 16px 0 8px', textAlign: 'right' },
  '.cm-current': { backgroundColor: 'var(--sunken)' },
  '.cm-linked': {
    boxShadow: 'inset 2px 0 var(--focus)',
    backgroundColor: 'color-mix(in srgb, var(--focus) 12%, transparent)',
  },
  '.cm-refused': { backgroundColor: 'var(--fault-fill)', color: 'var(--fault)' },
  '.cm-line.cm-refused': { color: 'inherit' },
  '.cm-lineNumbers .cm-current': { boxShadow: 'inset 2px 0 var(--ink)' },
  '.cm-lineNumbers .cm-refused': { boxShadow: 'inset 2px 0 var(--fault-line)' },
  '.cm-fault-name': {
    color: 'var(--fault)',
    fontFamily: 'var(--sans)',
    fontWeight: '600',
    fontSize: '12px',
  },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 22%, transparent) !important',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-mistake': {
    textDecoration: 'underline wavy var(--fault-line) 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-warned': { textDecoration: 'underline dotted var(--soft) 2px', textUnderlineOffset: '3px' },
  '.tok-comment': { color: 'var(--faint)' },
  '.cm-refused .tok-comment': { color: 'var(--soft)' },
  '.tok-word': { fontWeight: '500' },
  '.tok-number, .tok-string': { color: 'var(--ring3)' },
  '.tok-label': { color: 'var(--soft)', fontWeight: '500' },
  '.tok-size': { color: 'var(--soft)' },
});

/**
 * Replaces a selection by what is typed, deletes one, and joins two lines. Left to itself the
 * browser
 * joins lines with a style attribute, which the site's content security policy forbids.
 */
function joinLines(event: InputEvent, view: EditorView): boolean {
  const { state } = view,
    range = state.selection.main;
  const text =
    event.inputType === 'insertText'
      ? event.data
      : event.inputType.startsWith('delete')
        ? ''
        : null;
  if (text === null) return false;
  if (!range.empty) {
    event.preventDefault();
    view.dispatch(state.replaceSelection(text), {
      userEvent: text ? 'input.type' : 'delete',
      scrollIntoView: true,
    });
    return true;
  }
  const change = text
    ? null
    : joined(event.inputType, state.doc.lineAt(range.head), range.head, state.doc.length);
  if (!change) return false;
  event.preventDefault();
  view.dispatch({ changes: change, userEvent: 'delete', scrollIntoView: true });
  return true;
}

export interface EditorEvents {
  changed(text: string): void;
  load(): void;
  /** To where an instruction of this line is next. */
  runTo(line: number): void;
  leave(): void;
  locked(): void;
  pointed(line: number | null): void;
}

/** The CodeMirror side of the code panel; loaded only where code is shown. */
export class Editor {
  readonly #view: EditorView;
  readonly #access = new Compartment();
  #followed: string | null = null;

  constructor(
    root: ShadowRoot,
    parent: HTMLElement,
    label: string,
    private readonly events: EditorEvents,
  ) {
    this.#view = new EditorView({ parent, root, state: this.#state('', label, false, null) });
  }

  #state(text: string, label: string, editable: boolean, tokens: Tokenizer | null): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers({
          domEventHandlers: {
            click: (view, block) => {
              this.events.runTo(view.state.doc.lineAt(block.from).number);
              return true;
            },
          },
        }),
        ran,
        addresses,
        currentGutter,
        execution,
        decorations,
        linkedLine,
        errors,
        highlight(tokens),
        look,
        history(),
        keymap.of([
          { key: 'Mod-Enter', run: () => (this.events.load(), true) },
          { key: 'Alt-Enter', run: (view) => (this.events.runTo(lineOf(view)), true) },
          { key: 'Escape', run: () => (this.events.leave(), true) },
          { key: 'Enter', run: insertNewlineKeepIndent },
          { key: 'Mod-a', run: selectAll },
          { key: 'Mod-Home', run: cursorDocStart, shift: selectDocStart },
          { key: 'Mod-End', run: cursorDocEnd, shift: selectDocEnd },
          { key: 'PageUp', run: cursorPageUp },
          { key: 'PageDown', run: cursorPageDown },
          ...historyKeymap,
        ]),
        this.#access.of([EditorState.readOnly.of(!editable), EditorView.editable.of(true)]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          ...(editable ? {} : { 'aria-readonly': 'true', inputmode: 'none' }),
        }),
        EditorView.domEventHandlers({
          beforeinput: (event, view) => this.#locked(event, view) || joinLines(event, view),
          paste: (event, view) => this.#locked(event, view),
          mousemove: (event, view) => this.#pointed(event, view),
          mouseleave: () => this.events.pointed(null),
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.events.changed(update.state.doc.toString());
          else if (update.selectionSet)
            this.events.pointed(update.state.doc.lineAt(update.state.selection.main.head).number);
        }),
      ],
    });
  }

  /** What is typed into a file that is read only is told, and goes nowhere. */
  #locked(event: Event, view: EditorView): boolean {
    if (!view.state.readOnly) return false;
    event.preventDefault();
    this.events.locked();
    return true;
  }

  #pointed(event: MouseEvent, view: EditorView): void {
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    this.events.pointed(at === null ? null : view.state.doc.lineAt(at).number);
  }

  /**
   * @param tokens the parts of its lines; null before they are known
   */
  open(text: string, label: string, editable: boolean, tokens: Tokenizer | null): void {
    this.#view.setState(this.#state(text, label, editable, tokens));
    this.#followed = null;
  }

  show(now: Execution): void {
    this.#view.dispatch({
      effects: setExecution.of({
        marks: lineMarks(now.lines),
        current: now.current,
        refused: now.refused,
      }),
    });
    const key = `${now.current} ${now.lines.length}`;
    if (key === this.#followed || !has(this.#view.state, now.current)) return;
    this.#followed = key;
    const at = this.#view.state.doc.line(now.current).from;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 60 }) });
  }

  link(line: number | null): void {
    this.#view.dispatch({ effects: setLinked.of(line) });
  }

  /** Mistakes, and what the compiler only warns of. */
  errors(errors: Problem[]): void {
    this.#view.dispatch({ effects: setErrors.of(errors) });
    // The list of errors may just have covered the line that is being typed.
    if (errors.length && this.#view.hasFocus)
      requestAnimationFrame(() =>
        this.#view.dispatch({
          effects: EditorView.scrollIntoView(this.#view.state.selection.main.head, {
            y: 'nearest',
            yMargin: 24,
          }),
        }),
      );
  }

  text(): string {
    return this.#view.state.doc.toString();
  }

  goTo(line: number, column: number, focus = true): void {
    const at = this.#view.state.doc.line(Math.min(Math.max(1, line), this.#view.state.doc.lines));
    const anchor = Math.min(at.to, at.from + Math.max(0, column - 1));
    this.#view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    if (focus) this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}
