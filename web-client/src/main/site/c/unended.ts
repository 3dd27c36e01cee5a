import type { LineMove, View } from '../simulator/protocol';
import { lineNow } from '../timeline/line-now';
import { t } from './words';

/** Why going on by lines has stopped before another one began. */
export function unended(move: LineMove, before: View, after: View): string {
  const line = lineNow(before)?.line;
  if (line === undefined || move === 'out') return after.stopped?.text ?? '';
  return t('c.unended', { line, steps: (after.step - before.step).toLocaleString('en') });
}
