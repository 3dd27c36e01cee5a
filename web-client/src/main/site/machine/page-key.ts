/** Whether a key is the page's: what goes to the PC, or into a field, or has a modifier is not. */
export function isPageKey(event: KeyboardEvent, letter: string): boolean {
  const [at] = event.composedPath();
  const elsewhere =
    event.defaultPrevented ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    (at instanceof Element && at.matches('input, textarea, select'));
  return !elsewhere && event.key.toLowerCase() === letter;
}
