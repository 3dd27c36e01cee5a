import { RangeSetBuilder, type Extension } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import type { Token, TokenKind } from './tokens';

/**
 * The parts of a line; where a language has a construct that spans lines, whether the line begins,
 * and ends, inside one.
 */
export type Tokenizer = (line: string, inside: boolean) => { tokens: Token[]; inside: boolean };

const mark = (kind: TokenKind) => Decoration.mark({ class: `tok-${kind}` });
const marks: Record<TokenKind, Decoration> = {
  comment: mark('comment'),
  string: mark('string'),
  number: mark('number'),
  label: mark('label'),
  word: mark('word'),
  size: mark('size'),
};

/** Colours the lines that are visible; those before them are only read. */
export const highlight = (tokens: Tokenizer | null): Extension => (tokens ? colouring(tokens) : []);

const colouring = (tokens: Tokenizer): Extension =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = colour(view, tokens);
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged)
          this.decorations = colour(update.view, tokens);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

function colour(view: EditorView, tokens: Tokenizer): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { from, to } = view.viewport;
  let inside = false;
  for (let at = 0; at <= to;) {
    const line = view.state.doc.lineAt(at),
      found = tokens(line.text, inside);
    inside = found.inside;
    if (line.to >= from)
      for (const token of found.tokens)
        builder.add(line.from + token.from, line.from + token.to, marks[token.kind]);
    at = line.to + 1;
  }
  return builder.finish();
}
