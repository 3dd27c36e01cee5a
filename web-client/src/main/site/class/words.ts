import words from '../messages/class.json';
import { speaker } from '../messages/text';

/** The sentences of classes, which no other page loads. */
export const t = speaker(words);
