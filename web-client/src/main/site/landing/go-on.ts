import { outline } from '../course/outline';
import { loadCourse } from '../lesson/bundle';
import { tell } from '../course/words';
import { plain } from '../page/format';
import { begunHere, passedHere } from '../progress/progress';

/** The page's first link leads to the first lesson; who comes back is offered to go on. */
export async function goOn(link: HTMLAnchorElement): Promise<void> {
  const begun = begunHere();
  const { next } = outline(await loadCourse(), passedHere, begun);
  if (!next) return;
  link.href = `/lesson/${next.lesson.id}`;
  if (begun.size) link.firstChild!.textContent = `${continued(plain(next.lesson.title))} `;
}

const continued = (title: string): string => tell('landing.continue', { title });
