import words from '../messages/exits.json';
import { speaker } from '../messages/text';

export type Id = keyof typeof words;
export const t = speaker(words);
/** The name of a thing that has a word of its own; else the processor's or the manual's. */
export const nameOf = (name: string): string =>
  `cell.${name}` in words ? t(`cell.${name}` as Id) : name;
