import { NoLesson } from '../lesson/bundle';
import { t } from '../messages/text';
import { Problem } from '../server/api';
import { Refused } from '../simulator/simulator';

/** What the page says where a machine cannot be opened. */
export function failureText(failure: unknown): string {
  if (failure instanceof Problem) {
    if (failure.status === 404) return t('lab.no-link');
    return failure.away ? t('server.away') : failure.message;
  }
  if (failure instanceof NoLesson) return t('lab.no-lesson', { id: failure.id });
  if (failure instanceof Refused) return failure.message;
  return t('lab.failed', { reason: failure instanceof Error ? failure.message : String(failure) });
}
