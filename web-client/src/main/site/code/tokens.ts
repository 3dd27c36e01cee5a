export type TokenKind = 'comment' | 'string' | 'number' | 'label' | 'word' | 'size';
export interface Token {
  from: number;
  to: number;
  kind: TokenKind;
}

const pattern = /(;.*$)|('[^']*'?|"[^"]*"?|`(?:\\.|[^`\\])*`?)|([\w.$?@%]+)(\s*:(?!\S*:))?/g;
const number = /^(?:0x[\da-f_]+|\$\d[\da-f_]*|0b[01_]+|\d[\d_]*|\d[\da-f]*h)$/i;
const size = /^(?:byte|word|dword|qword|far|near|short|to)$/i;

/**
 * The parts of a line of NASM, as much as colouring needs; the assembler itself is the simulator's.
 */
export function tokens(line: string): Token[] {
  const found: Token[] = [];
  let first = true;
  for (const match of line.matchAll(pattern)) {
    const from = match.index,
      [, comment, string, word, colon] = match;
    const add = (kind: TokenKind, length: number) => found.push({ from, to: from + length, kind });
    if (comment !== undefined) add('comment', comment.length);
    else if (string !== undefined) add('string', string.length);
    else if (word !== undefined) {
      if (number.test(word)) add('number', word.length);
      else if (
        first &&
        (colon !== undefined || /^\s+equ\b/i.test(line.slice(from + word.length)))
      ) {
        add('label', match[0].length);
        if (colon !== undefined) continue; // an instruction may follow on the same line
      } else if (first || /^equ$/i.test(word)) add('word', word.length);
      else if (size.test(word)) add('size', word.length);
      first = false;
    }
  }
  return found;
}
