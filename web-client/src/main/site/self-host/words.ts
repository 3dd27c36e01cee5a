import words from '../messages/host.json';
import { speaker } from '../messages/text';

/** The sentences of the page on hosting, which no other page loads. */
export const t = speaker(words);
