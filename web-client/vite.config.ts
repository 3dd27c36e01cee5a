import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import subsetFont from 'subset-font';
import { defineConfig, type Plugin } from 'vite';

const site = resolve(import.meta.dirname, 'src/main/site');
const out = resolve(import.meta.dirname, 'target/site');
const catalogue = (name: string) =>
  JSON.parse(readFileSync(join(site, `messages/${name}.json`), 'utf8')) as Record<string, string>;
const messages = Object.assign(
  {},
  ...['en', 'course', 'class', 'host', 'machine', 'analyze', 'compare', 'playground'].map(
    catalogue,
  ),
) as Record<string, string>;

/** The static shells name messages as {{id}}, so that no sentence is written twice. */
function shellMessages(): Plugin {
  return {
    name: 'shell-messages',
    transformIndexHtml: (html) =>
      html.replace(/\{\{([\w.-]+)\}\}/g, (_, id: string) => {
        const text = messages[id];
        if (text === undefined) throw new Error(`no message ${id}`);
        return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
      }),
  };
}

const fonts = resolve(import.meta.dirname, 'target/fonts');
const families = ['source-sans-3', 'source-serif-4', 'jetbrains-mono'];

/**
 * What English text, code and the pictures need; everything else stays in the families' own
 * subsets.
 */
const basicText =
  Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') +
  '\u00a0·×–—‘’“”•…←↑→↓−≠≤≥';

/**
 * The basic characters in the weights that the site uses, the code face without its ligatures: a
 * third of the bytes.
 */
function basicFonts(): Plugin {
  return {
    name: 'basic-fonts',
    async buildStart() {
      mkdirSync(fonts, { recursive: true });
      await Promise.all(
        families.map(async (family) => {
          const file = resolve(
            import.meta.dirname,
            `node_modules/@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`,
          );
          const small = await subsetFont(readFileSync(file), basicText, {
            targetFormat: 'woff2',
            noLayoutClosure: family === 'jetbrains-mono',
            variationAxes: { wght: { min: 400, max: 600, default: 400 } },
          });
          writeFileSync(join(fonts, `${family}.woff2`), small);
        }),
      );
    },
  };
}

/** Every lesson gets a page of its own, so that a plain static host can serve its address. */
function lessonPages(): Plugin {
  const courses = resolve(import.meta.dirname, '../lessons/course');
  return {
    name: 'lesson-pages',
    enforce: 'post',
    generateBundle(_, bundle) {
      const lab = bundle['lab/index.html'];
      if (lab?.type !== 'asset' || !existsSync(courses)) return;
      for (const part of readdirSync(courses, { withFileTypes: true }).filter((entry) =>
        entry.isDirectory(),
      ))
        for (const lesson of readdirSync(join(courses, part.name), { withFileTypes: true }))
          if (lesson.isDirectory())
            this.emitFile({
              type: 'asset',
              fileName: `lesson/${part.name}/${lesson.name}/index.html`,
              source: lab.source,
            });
    },
  };
}

/**
 * While developing, the addresses that the server maps to the lab; the modules beside it have a
 * name with a dot.
 */
function labRoutes(): Plugin {
  return {
    name: 'lab-routes',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/(lesson\/|s\/|lab(?:$|[/?]))[^.]*$/.test(request.url ?? ''))
          request.url = '/lab/index.html';
        next();
      });
    },
  };
}

const pages = [
  'index',
  'course/index',
  'playground/index',
  'glossary/index',
  'lab/index',
  'class/index',
  'machine/index',
  'analyze/index',
  'compare/index',
  'self-host/index',
  '404',
];

export default defineConfig({
  root: site,
  publicDir: join(site, 'public'),
  resolve: { alias: { 'basic-fonts': fonts } },
  plugins: [basicFonts(), shellMessages(), lessonPages(), labRoutes()],
  worker: { format: 'es' },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(pages.map((page) => [page, join(site, `${page}.html`)])),
    },
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
});
