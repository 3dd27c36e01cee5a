const comments = /\/\/.*|\/\*[^]*?\*\//g;
const input =
  /\bv?scanf\s*\(|\bgetchar(_unlocked)?\s*\(|\bgets\s*\(|\bstdin\b|\bunistd\.h\b[^]*\bread\s*\(/;

/** Whether a program names what reads from the keyboard. */
export const reads = (text: string): boolean => input.test(text.replace(comments, ' '));
