// Formats the userland's C with clang-format, or with --check names the files that are not
// formatted:
// node format-c.mjs [--check], from the folder of the pages, whose packages it uses
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(join(process.cwd(), "package.json"));
const { format } = await import(
  pathToFileURL(require.resolve("@wasm-fmt/clang-format")).href
);
const check = process.argv.includes("--check");
const style = readFileSync(join(root, ".clang-format"), "utf8");

const userland = join(root, "shared-sim/userland/src/main/userland");
const sources = readdirSync(userland, { recursive: true })
  .filter((path) => /\.[ch]$/.test(path))
  .map((path) => join(userland, path))
  .sort();

let wrong = 0;
for (const file of sources) {
  const text = readFileSync(file, "utf8");
  const formatted = format(text, file, style);
  if (formatted === text) continue;
  if (check) console.error(relative(root, file));
  // Once formatted, a string of several parts may be laid out otherwise.
  else writeFileSync(file, format(formatted, file, style));
  wrong++;
}
if (check && wrong > 0) {
  console.error(
    "The files above are not formatted. npm run format, in web-client, formats them.",
  );
  process.exit(1);
}
