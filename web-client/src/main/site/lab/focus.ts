/** The element that has the focus, looked for in shadow trees; null where nobody has it. */
export function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : null;
}

/**
 * Focuses a panel itself. What a host with a negative tab index holds cannot be reached with Tab,
 * so it has the index only until Tab is pressed or the focus goes elsewhere.
 */
export function focusOnce(host: HTMLElement): void {
  const ended = new AbortController();
  const done = () => {
    host.removeAttribute('tabindex');
    ended.abort();
  };
  host.tabIndex = -1;
  host.focus();
  host.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab') done();
    },
    { signal: ended.signal },
  );
  host.addEventListener('blur', done, { signal: ended.signal });
}

/** Gives the focus back to what had it, unless something else has taken it since. */
export function giveBack(to: HTMLElement | null, otherwise: () => void): void {
  if (focused()?.isConnected) return;
  if (to?.isConnected && to.checkVisibility()) to.focus();
  else otherwise();
}

/** What takes keys for itself: a choice takes Space, which means running anywhere else. */
const field = 'input, textarea, select, .choice';

/**
 * Leaves a field or a choice for what holds it, a task or a sheet, where single keys mean the
 * machine again; false where there is none.
 */
export function leaveField(event: KeyboardEvent): boolean {
  const [at, ...around] = event.composedPath();
  if (
    event.key !== 'Escape' ||
    event.defaultPrevented ||
    !(at instanceof HTMLElement) ||
    !at.matches(field)
  )
    return false;
  const holders = around.filter((holder) => holder instanceof HTMLElement);
  if (holders.some((holder) => holder.matches('dialog'))) return false;
  const holder = holders.find((h) => h.matches('[tabindex]'));
  if (holder) holder.focus();
  else at.blur();
  return true;
}
