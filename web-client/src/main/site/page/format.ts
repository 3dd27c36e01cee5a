/** Numbers as the manual writes them: fixed width, upper case. */
export const hex = (value: number, digits: number): string =>
  (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');
export const hex8 = (value: number): string => hex(value, 8);
export const hex4 = (value: number): string => hex(value & 0xffff, 4);

/** 12,345 in the reader's language. */
export const count = (value: number): string => value.toLocaleString();

/** A day that nobody reads as another: the month is a word. */
export const day = (iso: string): string =>
  new Date(iso).toLocaleDateString(undefined, { dateStyle: 'long' });

/** What stands in back quotes is code, where there are faces; elsewhere the quotes are noise. */
export const plain = (title: string): string => title.replaceAll('`', '');

/** The 32 bits that were typed in hexadecimal; null where it is something else. */
export function hexTyped(text: string): number | null {
  const digits = /^(?:0x)?([0-9a-f]{1,8})$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : parseInt(digits, 16);
}
