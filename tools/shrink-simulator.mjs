// Makes the modules of the lab's simulator smaller without changing what they do, WebAssembly by
// Binaryen, JavaScript by Terser, and that of the PC in WebAssembly faster. What has been made
// before is kept in a folder under the hash of its input:
// node shrink-simulator.mjs PAGES SITE KEPT
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";

const [pages, site, kept] = process.argv
  .slice(2)
  .map((folder) => resolve(folder));
const require = createRequire(join(pages, "package.json"));
const { minify } = require("terser");
const versions = ["binaryen", "terser"]
  .map((name) => require(`${name}/package.json`).version)
  .join(" ");

// What the modules use beyond the first WebAssembly, as the loader's browsers have it.
const features = [
  "gc",
  "reference-types",
  "exception-handling",
  "bulk-memory",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
  "multivalue",
];

const run = promisify(execFile);

const optimize =
  (...passes) =>
  (from, to) => {
    const tool = join(pages, "node_modules", "binaryen", "bin", "wasm-opt");
    return run(process.execPath, [
      tool,
      ...features.map((name) => `--enable-${name}`),
      ...passes,
      from,
      "-o",
      to,
    ]);
  };

const minifyText = async (from, to) => {
  const { code } = await minify(readFileSync(from, "utf8"), {
    module: true,
    compress: { passes: 2 },
    mangle: true,
  });
  writeFileSync(to, code);
};

const modules = {
  // Less is inlined than -O3 would by itself, and what is left is looked at for size twice: so the
  // module is a thirtieth smaller.
  "wasm/simulator.wasm": optimize(
    "-O3",
    "--flexible-inline-max-function-size",
    "14",
    "-Os",
    "-Os",
  ),
  "machine/wasm/machine.wasm": optimize("-O3"),
  "js/simulator.js": minifyText,
};

async function replace(name, shrink) {
  const file = join(site, "simulator", name);
  if (!existsSync(file)) return;
  const ending = extname(file);
  const before = statSync(file).size;
  const recipe = readFileSync(process.argv[1]);
  const hash = createHash("sha256")
    .update(versions)
    .update(recipe)
    .update(readFileSync(file))
    .digest("hex");
  const small = join(kept, hash + ending);
  if (!existsSync(small)) {
    await shrink(file, `${small}.part`);
    renameSync(`${small}.part`, small);
  }
  copyFileSync(small, file);
  const now = statSync(file).size;
  console.log(
    `simulator/${name}: ${before.toLocaleString("en")} bytes, now ${now.toLocaleString("en")}`,
  );
}

mkdirSync(kept, { recursive: true });
// Binaryen runs in processes of its own beside Terser.
await Promise.all(
  Object.entries(modules).map(([name, shrink]) => replace(name, shrink)),
);
