import type { Token, TokenKind } from '../code/tokens';

const literal = /(?:L|u8?|U)?"(?:\\.|[^"\\])*"?|(?:L|u|U)?'(?:\\.|[^'\\])*'?/;
const number = /\.?\d(?:[eEpP][+-]|[\w.])*/;
const pattern = new RegExp(
  String.raw`(//.*$)|(/\*)|(${literal.source})|(${number.source})|([A-Za-z_]\w*)`,
  'g',
);
const keywords = new Set(
  `
    auto break case char const continue default do double else enum extern float for goto if
    inline int long register restrict return short signed sizeof static struct switch typedef
    union unsigned void volatile while _Alignas _Alignof _Atomic _Bool _Generic _Noreturn
    _Static_assert bool true false asm __asm__
  `
    .trim()
    .split(/\s+/),
);
const directive = /^\s*#\s*[a-z]*/;
const included = /^\s*#\s*include\s*(<[^>]*>?)/;

/**
 * The parts of a line of C, as much as colouring needs; `inside` says whether a comment goes on
 * from the line before, and to the next one.
 */
export function cTokens(line: string, inside = false): { tokens: Token[]; inside: boolean } {
  const tokens: Token[] = [];
  const add = (kind: TokenKind, from: number, to: number) => tokens.push({ from, to, kind });
  let at = 0;
  if (inside) {
    const end = line.indexOf('*/');
    at = end < 0 ? line.length : end + 2;
    if (at > 0) add('comment', 0, at);
    if (end < 0) return { tokens, inside: true };
  } else {
    const header = included.exec(line),
      first = directive.exec(line);
    if (first) add('label', first[0].indexOf('#'), first[0].length);
    if (header) add('string', header[0].length - header[1]!.length, header[0].length);
    at = header?.[0].length ?? first?.[0].length ?? 0;
  }
  pattern.lastIndex = at;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const [whole, rest, open, string, number, word] = match,
      from = match.index;
    if (rest !== undefined) add('comment', from, line.length);
    else if (open !== undefined) {
      const end = line.indexOf('*/', from + 2);
      add('comment', from, end < 0 ? line.length : end + 2);
      if (end < 0) return { tokens, inside: true };
      pattern.lastIndex = end + 2;
    } else if (string !== undefined) add('string', from, from + whole.length);
    else if (number !== undefined) add('number', from, from + whole.length);
    else if (keywords.has(word!)) add('word', from, from + whole.length);
  }
  return { tokens, inside: false };
}
