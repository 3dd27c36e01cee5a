// The site without a network. Whoever is connected gets every page from the server, as if this
// file were not there; what it keeps is one whole release, and it answers only where no server does.
// tools/finish-site.mjs puts in the release's files and their hash: another site, another worker.
const release = '{{release}}';
const files = '{{files}}';
const prefix = 'cloister-';
// Both forms of each simulator are in the release; the page says which one this browser takes.
const other =
  new URLSearchParams(self.location.search).get('engine') === 'wasm' ? '/js/' : '/wasm/';
const ofOther = (path) => path.startsWith('/simulator/') && path.includes(other);

self.addEventListener('install', (event) => {
  event.waitUntil(keepRelease().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const ours =
    request.method === 'GET' &&
    address.origin === self.location.origin &&
    !address.pathname.startsWith('/api/');
  if (ours)
    event.respondWith(
      fetch(request).then(
        (answer) => {
          if (answer.ok && ofOther(address.pathname))
            event.waitUntil(keepToo(address.pathname, answer.clone()));
          return answer;
        },
        (failure) => fromRelease(request, address.pathname, failure),
      ),
    );
});

async function keepRelease() {
  const cache = await caches.open(prefix + release);
  await cache.addAll(files.filter((path) => !ofOther(path)));
}

/** The form that this browser was not thought to take, and took all the same. */
async function keepToo(path, answer) {
  const cache = await caches.open(prefix + release);
  await cache.put(path, answer);
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix) && name !== prefix + release)
      .map((name) => caches.delete(name)),
  );
}

async function fromRelease(request, path, failure) {
  const cache = await caches.open(prefix + release);
  const known =
    (await cache.match(path)) ??
    (request.mode === 'navigate' ? await cache.match(page(path)) : undefined);
  if (known) return known;
  throw failure;
}

/** The page that the server gives at an address. */
function page(path) {
  if (/^\/(lesson|s)\//.test(path)) return '/lab/';
  return files.includes(`${path}/`) ? `${path}/` : '/404.html';
}
