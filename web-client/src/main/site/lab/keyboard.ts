import { commands } from './commands';
import type { Action } from './action';

const key = 'cloister.single-keys';

/** Single keys can be turned off, for those who dictate or type by accident (WCAG 2.1.4). */
export const singleKeys = {
  on: (): boolean => localStorage.getItem(key) !== 'off',
  set: (on: boolean): void => localStorage.setItem(key, on ? 'on' : 'off'),
};

/** Where single keys mean the machine although people type at it. */
const panels = ['machine-panes', 'time-line', 'projector-view'];

/** The one key that leads to a terminal from everywhere else. */
const toTerminal = '1';

const inPanel = (path: EventTarget[]): boolean =>
  path.some((at) => panels.includes((at as Partial<Element>).localName ?? ''));

/**
 * The action that a key press asks for, unless it belongs to what has the focus.
 * @param terminals whether the machine has terminals: a letter may be meant for one
 */
export function actionFor(event: KeyboardEvent, terminals = false): Action | null {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k')
    return { do: 'dialog', dialog: 'palette' };
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !singleKeys.on())
    return null;
  if (terminals && event.key !== toTerminal && !inPanel(event.composedPath())) return null;
  const target = event.composedPath()[0];
  if (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [contenteditable], dialog[open]:not([data-keys])'))
  )
    return null;
  if (
    event.key === ' ' &&
    target instanceof Element &&
    target.closest('button, a, summary, [role="slider"]')
  )
    return null;
  return commands.find((c) => c.key === event.key && c.shown !== 'Ctrl K')?.action ?? null;
}
