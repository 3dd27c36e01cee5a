import words from '../messages/analyze.json';
import { speaker } from '../messages/text';

export type AnalyzeMessageId = keyof typeof words;

/** The sentences of the page that runs every instruction, which no other page loads. */
export const t = speaker(words);
