import { hasWasmGc } from '../simulator/wasm-gc';

/** The lab's own loading comes first. */
const patienceMillis = 2000;

/**
 * Has the browser keep the site for when there is no network. When the page is there and nothing
 * else is to be done: nobody waits for it, and a browser that cannot or will not keep it shows the
 * site all the same.
 */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const keep = () =>
    void navigator.serviceWorker
      .register(`/service-worker.js?engine=${hasWasmGc() ? 'wasm' : 'javascript'}`)
      .catch((failure: unknown) => console.info('Not kept for offline use:', failure));
  const later = () => setTimeout(() => whenIdle(keep), patienceMillis);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}

function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 5 * patienceMillis });
  else setTimeout(act, patienceMillis);
}
