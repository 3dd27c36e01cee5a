import { StreamLanguage, type StringStream } from '@codemirror/language';

const directives = /^(bits|org|equ|times|align|section|segment|global|extern|db|dw|dd|dq|resb|resw|resd|%\w+)$/i;
const registers = /^(e?[abcd]x|[abcd][lh]|e?[sd]i|e?[sb]p|[c-gs]s|cr[0-4]|dr[0-7]|eip)$/i;
const sizes = /^(byte|word|dword|qword|far|near|short|ptr|to)$/i;

interface Line { first: boolean }

function token(stream: StringStream, state: Line): string | null {
  if (stream.sol()) state.first = true;
  if (stream.eatSpace()) return null;
  if (stream.match(/^;.*/)) return 'comment';
  if (stream.match(/^(['"`])(?:\\.|(?!\1).)*\1?/)) return 'string';
  if (stream.match(/^(?:0x[\da-f_]+|\$?\d[\da-f_]*h?|\d[\d_]*|0b[01_]+)\b/i)) return 'number';
  const word = stream.match(/^[.%\w$?@]+/) as RegExpMatchArray | null;
  if (!word) {
    stream.next();
    return null;
  }
  if (stream.match(/^\s*:/, false)) return 'labelName';
  const text = word[0];
  const leading = state.first;
  state.first = false;
  if (directives.test(text)) return 'keyword';
  if (registers.test(text)) return 'variableName.special';
  if (sizes.test(text)) return 'modifier';
  if (leading) return stream.match(/^\s+equ\b/i, false) ? 'labelName' : 'keyword';
  return 'variableName';
}

/** NASM syntax, as much as colouring needs; the assembler itself is the simulator's. */
export const nasm = StreamLanguage.define<Line>({
  name: 'nasm',
  startState: () => ({ first: true }),
  copyState: (state) => ({ ...state }),
  token,
  languageData: { commentTokens: { line: ';' } },
});
