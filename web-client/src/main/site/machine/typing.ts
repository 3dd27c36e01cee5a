/** For each key its character on a US keyboard, and the one with Shift. */
const keys: Record<string, string> = {
  Backquote: '`~',
  Digit1: '1!',
  Digit2: '2@',
  Digit3: '3#',
  Digit4: '4$',
  Digit5: '5%',
  Digit6: '6^',
  Digit7: '7&',
  Digit8: '8*',
  Digit9: '9(',
  Digit0: '0)',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: ' ',
  Tab: '\t',
};

/**
 * The keys to be held together for a character, the last one to be pressed last; null where no key
 * has it.
 */
export function keysFor(character: string): string[] | null {
  if (/^[a-z]$/.test(character)) return [`Key${character.toUpperCase()}`];
  if (/^[A-Z]$/.test(character)) return ['ShiftLeft', `Key${character}`];
  for (const [code, characters] of Object.entries(keys)) {
    const place = characters.indexOf(character);
    if (place >= 0) return place === 0 ? [code] : ['ShiftLeft', code];
  }
  return null;
}
