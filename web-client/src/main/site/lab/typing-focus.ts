import type { Action } from './action';
import { focused } from './focus';

/** Who types at a terminal and takes the mouse in between goes on typing. */
export class TypingFocus {
  #mouse = false;

  /** @param toTerminal gives the terminal the focus; null on a machine without one */
  constructor(
    page: HTMLElement,
    private readonly toTerminal: () => (() => void) | null,
  ) {
    page.addEventListener('pointerdown', (e) => (this.#mouse = e.pointerType === 'mouse'), true);
    page.addEventListener('keydown', () => (this.#mouse = false), true);
    page.addEventListener('mousedown', keep);
  }

  /** To be told what was done, once it is done: the next thing to do is typing. */
  done(action: Action): void {
    if (!this.#mouse || !leadsBack(action)) return;
    // what the lesson gives the focus to has it by then
    const to = this.toTerminal();
    if (to) requestAnimationFrame(to);
  }

  /** A letter that nothing has asked for, as of who types before any click, is the terminal's. */
  strayed({ key, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): void {
    if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey || defaultPrevented) return;
    if (!focused()) this.toTerminal()?.();
  }
}

const leadsBack = (action: Action): boolean =>
  action.do === 'run' || (action.do === 'ask' && action.request.do === 'answer');

/** The buttons of time do not take the focus from a terminal. */
function keep(event: MouseEvent): void {
  const root = focused()?.getRootNode();
  if (!(root instanceof ShadowRoot) || root.host.localName !== 'lab-terminal') return;
  const path = event.composedPath().filter((at) => at instanceof Element);
  if (path.some((at) => at.localName === 'time-line') && path.some((at) => at.matches('button')))
    event.preventDefault();
}
