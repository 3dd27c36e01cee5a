import { loadIndex, type LessonEntry } from '../lesson/bundle';
import { t } from '../messages/text';
import { begunHere, passedHere } from '../progress/progress';

/**
 * Where somebody who has begun goes on: in a lesson begun and not finished, else in the next one;
 * nothing when all are finished.
 */
export function nextLesson(
  lessons: LessonEntry[],
  begun: ReadonlySet<string>,
  passed: (id: string) => number,
): LessonEntry | undefined {
  const unfinished = lessons.filter((lesson) => passed(lesson.id) < (lesson.tasks?.length ?? 1));
  return unfinished.find((lesson) => begun.has(lesson.id)) ?? unfinished[0];
}

/** To a learner who comes back, the page's first link offers to go on. */
export async function goOn(link: HTMLAnchorElement): Promise<void> {
  const begun = begunHere();
  if (!begun.size) return;
  const next = nextLesson(await loadIndex(), begun, passedHere);
  if (!next) return;
  link.href = `/lesson/${next.id}`;
  link.firstChild!.textContent = `${t('landing.continue', { title: next.title })} `;
}
