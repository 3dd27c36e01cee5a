import words from '../messages/course.json';
import { speaker } from '../messages/text';

/** The sentences of the course, the glossary and the landing page, which the lab does not load. */
export const tell = speaker(words);
