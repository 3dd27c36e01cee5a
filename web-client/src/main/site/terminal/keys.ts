/** Keys that a touch screen lacks. */
export type TouchKey = 'Esc' | 'Tab' | 'Left' | 'Up' | 'Down' | 'Right';

export const touchKeys: { key: TouchKey; shown: string }[] = [
  { key: 'Esc', shown: 'Esc' },
  { key: 'Tab', shown: 'Tab' },
  { key: 'Left', shown: '←' },
  { key: 'Up', shown: '↑' },
  { key: 'Down', shown: '↓' },
  { key: 'Right', shown: '→' },
];

const arrows = { Up: 'A', Down: 'B', Right: 'C', Left: 'D' };

/** @param application whether a program has asked for the other arrow keys (DECCKM) */
export function sent(key: TouchKey, application: boolean): string {
  if (key === 'Esc') return '\x1b';
  if (key === 'Tab') return '\t';
  return `\x1b${application ? 'O' : '['}${arrows[key]}`;
}

/** A character with Ctrl held; others stay as they are. */
export function withCtrl(text: string): string {
  const code = text.toUpperCase().charCodeAt(0);
  return text.length === 1 && code >= 0x40 && code < 0x60 ? String.fromCharCode(code & 0x1f) : text;
}
