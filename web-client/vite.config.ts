import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const site = resolve(import.meta.dirname, 'src/main/site');
const out = resolve(import.meta.dirname, 'target/site');
const messages = JSON.parse(readFileSync(join(site, 'messages/en.json'), 'utf8')) as Record<string, string>;

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

/** Every lesson gets a page of its own, so that a plain static host can serve its address. */
function lessonPages(): Plugin {
  const courses = resolve(import.meta.dirname, '../lessons/course');
  return {
    name: 'lesson-pages',
    enforce: 'post',
    generateBundle(_, bundle) {
      const lab = bundle['lab/index.html'];
      if (lab?.type !== 'asset' || !existsSync(courses)) return;
      for (const part of readdirSync(courses, { withFileTypes: true }).filter((entry) => entry.isDirectory()))
        for (const lesson of readdirSync(join(courses, part.name), { withFileTypes: true }))
          if (lesson.isDirectory())
            this.emitFile({ type: 'asset', fileName: `lesson/${part.name}/${lesson.name}/index.html`, source: lab.source });
    },
  };
}

/** While developing, the addresses that the server maps to the lab. */
function labRoutes(): Plugin {
  return {
    name: 'lab-routes',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/(lesson\/|s\/|lab(?:$|[/?]))/.test(request.url ?? '')) request.url = '/lab/index.html';
        next();
      });
    },
  };
}

const pages = ['index', 'course/index', 'lab/index', 'class/index', 'self-host/index', '404'];

export default defineConfig(({ mode }) => ({
  root: site,
  publicDir: mode === 'fake' ? resolve(import.meta.dirname, 'src/dev/public') : join(site, 'public'),
  plugins: [shellMessages(), lessonPages(), labRoutes()],
  worker: { format: 'es' },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: Object.fromEntries(pages.map((page) => [page, join(site, `${page}.html`)])) },
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
}));
