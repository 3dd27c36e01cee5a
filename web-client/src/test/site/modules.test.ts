import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../main/site');
const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** What a module imports, types and what is loaded later included. */
const imports = new Map(
  modules.map((file) => [
    file,
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\(?)\s*'(\.[^']+)'/g)]
      .map((found) => normalize(join(dirname(file), `${found[1]!}.ts`)))
      .filter((target) => modules.includes(target)),
  ]),
);

/** The way from a module to another, both included, or null where there is none. */
function way(from: string, to: string, seen = new Set<string>()): string[] | null {
  for (const next of imports.get(from) ?? []) {
    if (next === to) return [from, to];
    if (seen.has(next)) continue;
    seen.add(next);
    const rest = way(next, to, seen);
    if (rest) return [from, ...rest];
  }
  return null;
}

it('no module imports what imports it, by whatever way', () => {
  expect(modules.length).toBeGreaterThan(100);
  const circles = modules.map((file) => way(file, file)).filter((circle) => circle !== null);
  expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
});
