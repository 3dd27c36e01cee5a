import words from '../messages/c.json';
import { speaker } from '../messages/text';

/** The sentences about programs in C, which other machines do not need. */
export const t = speaker(words);
