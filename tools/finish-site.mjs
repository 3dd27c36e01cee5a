// Tells the service worker which files the release has, puts a gzip and a Brotli copy beside every
// file of the site that gains from it, and fails when the lab, the PC, the lab with a PC or with a
// compiler for C, or the Linux host weighs more than it may:
// node finish-site.mjs SITE LIMIT PC-LIMIT C-LIMIT LINUX-LIMIT
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { before, onlyThrough } from "./pages.mjs";

const site = process.argv[2];
const [limit, machineLimit, compilerLimit, linuxLimit] = process.argv
  .slice(3)
  .map(Number);
const compressible = new Set([
  ".bin",
  ".css",
  ".html",
  ".js",
  ".json",
  ".svg",
  ".txt",
  ".wasm",
  ".webmanifest",
]);

// Below this a header costs more than the compression saves.
const smallBytes = 512;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const brotli = (content) =>
  promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

/** A site that is put together from parts may have no pages, and so no worker. */
function tellServiceWorker() {
  const worker = join(site, "service-worker.js");
  const content = new Map(
    files(site).map((file) => [
      "/" + relative(site, file).split(sep).join("/"),
      file,
    ]),
  );
  if (!content.has("/service-worker.js")) return;
  content.delete("/service-worker.js");
  const hash = createHash("sha256");
  const kept = [];
  for (const path of [...content.keys()].sort()) {
    hash.update(path).update(readFileSync(content.get(path)));
    if (isKept(path)) kept.push(path.replace(/\/index\.html$/, "/"));
  }
  const text = readFileSync(worker, "utf8")
    .replace("'{{release}}'", JSON.stringify(hash.digest("hex").slice(0, 16)))
    .replace("'{{files}}'", JSON.stringify(kept));
  if (text.includes("{{"))
    throw new Error("the service worker has a gap that nothing fills");
  writeFileSync(worker, text);
}

/** What a browser fetches to have the site without a network: one form of each simulator. */
function keptBytes(otherForm) {
  let sum = 0;
  for (const [file, bytes] of weights) {
    const path = "/" + relative(site, file).split(sep).join("/");
    const taken = !path.startsWith("/simulator/") || !path.includes(otherForm);
    if (taken && isKept(path)) sum += bytes;
  }
  return sum;
}

/** Every lesson's page is the lab's, documents need a network; of the fonts, what English needs. */
function isKept(path) {
  if (path.endsWith(".map") || /^\/(lesson|docs)\//.test(path)) return false;
  return (
    !path.endsWith(".woff2") ||
    !path.includes("-wght-") ||
    path.includes("-latin-wght-italic-")
  );
}

tellServiceWorker();

const weights = new Map();

async function compress(file) {
  const content = readFileSync(file);
  weights.set(file, content.length);
  if (!compressible.has(extname(file)) || content.length < smallBytes) return;
  const small = await brotli(content);
  writeFileSync(`${file}.br`, small);
  writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
  weights.set(file, small.length);
}

// The threads of Node compress several at once.
await Promise.all(files(site).map(compress));

const weight = (folder, ...endings) => {
  let sum = 0;
  for (const [file, bytes] of weights)
    if (
      file.startsWith(join(site, folder)) &&
      (!endings.length || endings.includes(extname(file)))
    )
      sum += bytes;
  return sum;
};

/**
 * The scripts that are loaded through one of them alone; a site that is put together from parts may
 * have no pages.
 */
function own(door) {
  const inAssets = (file) =>
    file.startsWith(join(site, "assets/")) &&
    [".css", ".js"].includes(extname(file));
  const paths = [...weights.keys()].filter(
    (file) => extname(file) === ".html" || inAssets(file),
  );
  if (!paths.includes(join(site, "machine", "index.html"))) return new Set();
  return onlyThrough(
    new Map(paths.map((file) => [file, readFileSync(file, "utf8")])),
    door,
  );
}

/** What other pages alone load: the PC's, those of classes, on hosting and on instructions. */
const elsewhere = new Set(
  [
    "machine-page-",
    "class-page-",
    "self-host-page-",
    "analyze-page-",
    "compare-page-",
    "playground-page-",
  ].flatMap((door) => [...own(door)]),
);

/**
 * What leads on from the lab and is gone through only when somebody asks for it, and what only such
 * parts have in common, whose names the first script lists for them.
 */
const doors = [
  "analyze-page-",
  "analyze.worker-",
  "class-page-",
  "compare-page-",
  "compare.worker-",
  "course-page-",
  "course-parts-",
  "glossary-page-",
  "guest-banner-",
  "guests-",
  "exits-sheet-",
  "words-",
  "site-nav-",
  "device-tables-",
  "landing-ways-",
  "live-picture-",
  "machine-page-",
  "play-machines-",
  "playground-page-",
  "not-found-page-",
  "self-host-page-",
  "c-parts-",
  "stack-picture-",
  "page-map-",
  "pages-view-",
  "passage-view-",
  "devices-view-",
  "editor-",
  "lab-terminals-",
  "watch-list-",
  "share-dialog-",
  "command-palette-",
  "kernel-parts-",
  "keys-dialog-",
  "progress-dialog-",
  "projector-view-",
  "server-panel-",
  "machine.worker-",
];

/** What the lab needs before its first step. */
function first() {
  const lab = join(site, "lab", "index.html");
  if (!weights.has(lab)) return new Set();
  const paths = [...weights.keys()].filter(
    (file) =>
      file === lab ||
      (file.startsWith(join(site, "assets/")) &&
        [".css", ".js"].includes(extname(file))),
  );
  return before(
    new Map(paths.map((file) => [file, readFileSync(file, "utf8")])),
    doors,
  );
}
/** What the lab loads when its machine has a program in C, and not before. */
const ofC = own("c-parts-");
const scripts = (wanted) =>
  [...weights]
    .filter(
      ([file]) =>
        file.startsWith(join(site, "assets/")) &&
        [".js", ".css"].includes(extname(file)) &&
        wanted(file),
    )
    .reduce((sum, [, bytes]) => sum + bytes, 0);
const shown = (bytes) => bytes.toLocaleString("en");

/** What a browser takes: one form of each of the simulators, and the page with its scripts. */
function weigh(name, simulators, page, most) {
  const sum = (form) =>
    simulators.reduce(
      (bytes, simulator) => bytes + weight(`${simulator}${form}/`),
      0,
    );
  const [wasm, javaScript] = [sum("wasm"), sum("js")];
  const total = Math.max(wasm, javaScript) + page;
  console.log(
    `Compressed bytes of the ${name}: simulator ${shown(wasm)} (WebAssembly) ` +
      `or ${shown(javaScript)} (JavaScript), ` +
      `page ${shown(page)}, together ${shown(total)} of ${shown(most)}`,
  );
  if (total <= most) return;
  console.error(`The ${name} is too heavy.`);
  process.exitCode = 1;
}

// What must have come before the first step can be taken has to fit the limit. What is loaded when
// it is opened does not count, nor what only a machine with a program in C asks for.
const atOnce = first();
const labs = (file) => !elsewhere.has(file);
/** What is loaded with a kernel of ours alone, which no machine with a program in C has. */
const ofLinux = new Set(
  ["lab-terminals-", "kernel-parts-"].flatMap((door) => [...own(door)]),
);
weigh(
  "lab",
  ["simulator/"],
  scripts((file) => atOnce.has(file)) + weight("lab/"),
  limit,
);
weigh(
  "lab with C",
  ["simulator/", "simulator/c/"],
  scripts((file) => labs(file) && !ofLinux.has(file)) +
    weight("lab/") +
    weight("c/") +
    weight("messages/c/"),
  compilerLimit,
);
weigh(
  "Linux host",
  ["simulator/", "simulator/linux/"],
  scripts(labs) + weight("lab/") + weight("linux/") + weight("messages/linux/"),
  linuxLimit,
);
weigh(
  "lab with a PC",
  ["simulator/", "simulator/pc/"],
  scripts(labs) + weight("lab/") + weight("machine/bios/"),
  machineLimit,
);
weigh(
  "PC",
  ["simulator/machine/"],
  scripts(() => true) + weight("machine/"),
  machineLimit,
);
console.log(
  `Compressed bytes kept for offline use: ${shown(keptBytes("/js/"))} (WebAssembly) ` +
    `or ${shown(keptBytes("/wasm/"))} (JavaScript)`,
);
console.log(
  `Compressed bytes of the fonts: ${shown(weight("assets/", ".woff2"))}`,
);
