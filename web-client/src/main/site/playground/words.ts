import words from '../messages/playground.json';
import { speaker } from '../messages/text';

export type PlaygroundMessageId = keyof typeof words;

/** The sentences of the machines without a lesson. */
export const t = speaker(words);
