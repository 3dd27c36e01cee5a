import words from '../messages/machine.json';
import { speaker } from '../messages/text';

export type MachineMessageId = keyof typeof words;

/** The sentences of the PC's page, which no other page loads. */
export const t = speaker(words);
