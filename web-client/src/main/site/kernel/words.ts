import words from '../messages/kernel.json';
import { speaker } from '../messages/text';

export const t = speaker(words);
