import { t } from './words';
import type { Mark } from './protocol';

export type MarkKind = 'own' | 'wrote' | 'reset' | 'serial' | 'key';

const count = (value: number) => value.toLocaleString('en');
const hex = (value: number) => `0x${value.toString(16).toUpperCase()}`;

/** What a mark is drawn as; what the person did weighs more than what the PC was given. */
export function kindOf(mark: Mark): MarkKind {
  if (mark.own) return 'own';
  if (mark.wrote) return 'wrote';
  if (mark.reset) return 'reset';
  return mark.serial ? 'serial' : 'key';
}

/** The key's letter or digit, or the name that browsers have for it. */
export const keyName = (code: string): string => code.replace(/^(?:Key|Digit)(?=.$)/, '');

/** Text of the serial line on one line. */
const visible = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) =>
    character === '\r' ? '↵' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

/** What happened there, or who wanted to find it again. */
export function reasons(mark: Mark): string {
  const all: string[] = [];
  if (mark.own) all.push(t('machine.mark.own'));
  if (mark.wrote)
    all.push(
      t('machine.mark.wrote', { bytes: mark.wrote.bytes, address: hex(mark.wrote.address) }),
    );
  if (mark.reset) all.push(t('machine.mark.reset'));
  if (mark.keys.length)
    all.push(
      t(mark.keys.length > 1 ? 'machine.mark.keys' : 'machine.mark.key', {
        keys: mark.keys.map(keyName).join(' '),
      }),
    );
  if (mark.serial) all.push(t('machine.mark.serial', { text: visible(mark.serial) }));
  if (mark.more) all.push(t('machine.mark.more', { more: count(mark.more) }));
  return all.join(', ');
}

/** A mark in words, by the number of its step. */
export const words = (mark: Mark): string =>
  t('machine.mark.at', {
    step: count(mark.step),
    seconds: (mark.millis / 1000).toFixed(3),
    reasons: reasons(mark),
  });

/** How far along the line a mark stands, in percent. */
export const place = (mark: Mark, lastMillis: number): number =>
  lastMillis > 0 ? Math.min(100, (100 * mark.millis) / lastMillis) : 0;

/** The mark nearest to a place on the line, if one is near enough; both in percent. */
export function nearest(
  marks: Mark[],
  percent: number,
  within: number,
  lastMillis: number,
): Mark | null {
  let best: Mark | null = null,
    least = within;
  for (const mark of marks) {
    const distance = Math.abs(place(mark, lastMillis) - percent);
    if (distance > least) continue;
    best = mark;
    least = distance;
  }
  return best;
}
