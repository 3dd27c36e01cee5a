/** Numbers as the manual writes them: fixed width, upper case. */
export const hex = (value: number, digits: number): string => (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');
export const hex8 = (value: number): string => hex(value, 8);
export const hex4 = (value: number): string => hex(value & 0xffff, 4);

/** 12,345 in the reader's language. */
export const count = (value: number): string => value.toLocaleString();
