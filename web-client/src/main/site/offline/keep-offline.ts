/**
 * Has the browser keep the site for when there is no network. After the page is there: nobody waits
 * for it, and a browser that cannot or will not keep it shows the site all the same.
 */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const keep = () =>
    void navigator.serviceWorker
      .register('/service-worker.js')
      .catch((failure: unknown) => console.info('Not kept for offline use:', failure));
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep, { once: true });
}
