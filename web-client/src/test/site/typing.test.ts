import { expect, test } from 'vitest';
import { keysFor } from '../../main/site/machine/typing';

test('a character is the key that a US keyboard has for it, with Shift where it needs it', () => {
  expect(keysFor('a')).toEqual(['KeyA']);
  expect(keysFor('Z')).toEqual(['ShiftLeft', 'KeyZ']);
  expect(keysFor('7')).toEqual(['Digit7']);
  expect(keysFor('&')).toEqual(['ShiftLeft', 'Digit7']);
  expect(keysFor('"')).toEqual(['ShiftLeft', 'Quote']);
  expect(keysFor(' ')).toEqual(['Space']);
  expect(keysFor('é')).toBeNull();
});

test('every character of ASCII that is printed has keys of its own', () => {
  const all = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  const found = new Set(all.map((character) => keysFor(character)?.join(' ')));
  expect(found.has(undefined)).toBe(false);
  expect(found.size).toBe(95);
});
