// Tells the service worker which files the release has, puts a gzip and a Brotli copy beside every
// file of the site that gains from it, and fails when the lab weighs more than it may:
// node finish-site.mjs SITE LIMIT
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [site, limit] = [process.argv[2], Number(process.argv[3])];
const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.wasm', '.webmanifest']);

// Below this a header costs more than the compression saves.
const smallBytes = 512;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function brotli(content) {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

/** A site that is put together from parts may have no pages, and so no worker. */
function tellServiceWorker() {
  const worker = join(site, 'service-worker.js');
  const content = new Map(files(site).map((file) => ['/' + relative(site, file).split(sep).join('/'), file]));
  if (!content.has('/service-worker.js')) return;
  content.delete('/service-worker.js');
  const hash = createHash('sha256');
  const kept = [];
  for (const path of [...content.keys()].sort()) {
    hash.update(path).update(readFileSync(content.get(path)));
    if (isKept(path)) kept.push(path.replace(/\/index\.html$/, '/'));
  }
  const text = readFileSync(worker, 'utf8')
    .replace("'{{release}}'", JSON.stringify(hash.digest('hex').slice(0, 16)))
    .replace("'{{files}}'", JSON.stringify(kept));
  if (text.includes('{{')) throw new Error('the service worker has a gap that nothing fills');
  writeFileSync(worker, text);
}

/** Every lesson's page is the lab's; of the fonts, what English text needs. */
function isKept(path) {
  if (path.endsWith('.map') || path.startsWith('/lesson/')) return false;
  return !path.endsWith('.woff2') || !path.includes('-wght-') || path.includes('-latin-wght-italic-');
}

tellServiceWorker();

const weights = new Map();
for (const file of files(site)) {
  const content = readFileSync(file);
  weights.set(file, content.length);
  if (!compressible.has(extname(file)) || content.length < smallBytes) continue;
  const small = brotli(content);
  writeFileSync(`${file}.br`, small);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  weights.set(file, small.length);
}

const weight = (folder, ...endings) => {
  let sum = 0;
  for (const [file, bytes] of weights)
    if (file.startsWith(join(site, folder)) && (!endings.length || endings.includes(extname(file)))) sum += bytes;
  return sum;
};

// A browser takes one form of the simulator. All scripts are counted, those that are loaded only
// when something is opened too: what fits the limit so fits it anyhow.
const javaScript = weight('simulator/js/');
const wasm = weight('simulator/wasm/');
const pages = weight('assets/', '.js', '.css') + weight('lab/');
const total = Math.max(javaScript, wasm) + pages;
const shown = (bytes) => bytes.toLocaleString('en');
console.log(
  `Compressed bytes: simulator ${shown(wasm)} (WebAssembly) or ${shown(javaScript)} (JavaScript), ` +
    `scripts and styles ${shown(pages)}, together ${shown(total)} of ${shown(limit)}; fonts ${shown(weight('assets/', '.woff2'))}`,
);
if (total > limit) {
  console.error('The lab is too heavy.');
  process.exit(1);
}
