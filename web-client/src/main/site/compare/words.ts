import words from '../messages/compare.json';
import { speaker } from '../messages/text';

export type CompareMessageId = keyof typeof words;

/** The sentences of the page that compares techniques, which no other page loads. */
export const t = speaker(words);
