import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';
import { tokens, type TokenKind } from './tokens';

const mark = (kind: TokenKind) => Decoration.mark({ class: `tok-${kind}` });
const marks: Record<TokenKind, Decoration> = { comment: mark('comment'), string: mark('string'), number: mark('number'), label: mark('label'), word: mark('word'), size: mark('size') };

/** Colours the lines that are visible. NASM has no construct that spans lines, so nothing else is read. */
export const highlight = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colour(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = colour(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function colour(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      for (const token of tokens(line.text)) builder.add(line.from + token.from, line.from + token.to, marks[token.kind]);
      at = line.to + 1;
    }
  return builder.finish();
}
