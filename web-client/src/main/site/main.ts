import { locale } from './page/locale';
import { applyTheme } from './page/theme';
import { t } from './messages/text';
import { loadCourse } from './lesson/bundle';
import { keepOffline } from './offline/keep-offline';
import { askAhead } from './simulator/ahead';
import './style/page.css';

applyTheme();

const families = ['Source Sans 3', 'Source Serif 4', 'JetBrains Mono'],
  facesMillis = 300,
  indexMillis = 1000;

/**
 * What a script draws is shown with its faces, so that no line moves when they come; where they are
 * late, it is shown in others.
 */
async function showWithFaces(drawn: Promise<unknown>): Promise<void> {
  const { classList } = document.documentElement;
  classList.add('awaits-faces');
  const letters = locale() === 'uk' ? 'aЇ' : 'a';
  const faces = families.map((family) => document.fonts.load(`1em '${family} Variable'`, letters));
  const ready = Promise.allSettled([drawn, ...faces]).then(
    () => new Promise(requestAnimationFrame),
  );
  const late = drawn.then(() => new Promise((done) => setTimeout(done, facesMillis)));
  await Promise.race([ready, late.catch(() => undefined)]);
  classList.remove('awaits-faces');
}

/** What is worth waiting for, and not for long: what is late is drawn when it comes. */
const soon = (wanted: Promise<unknown>): Promise<unknown> =>
  Promise.race([wanted, new Promise((done) => setTimeout(done, indexMillis))]);

/** Which page belongs to an address; each is a bundle of its own. */
const pages: [RegExp, () => Promise<unknown>, string | null][] = [
  [
    /^\/(index\.html)?$/,
    () =>
      Promise.all([
        import('./header/site-nav'),
        import('./landing/live-picture'),
        import('./course/course-parts'),
        import('./playground/play-machines'),
        import('./landing/landing-ways'),
      ]),
    null,
  ],
  [/^\/(lesson\/|s\/|lab(\/|$))/, () => import('./lab/lab-page'), 'lab-page'],
  [
    /^\/course(\/|$)/,
    () => Promise.all([import('./course/course-page'), soon(loadCourse())]),
    'course-page',
  ],
  [/^\/playground(\/|$)/, () => import('./playground/playground-page'), 'playground-page'],
  [/^\/glossary(\/|$)/, () => import('./glossary/glossary-page'), 'glossary-page'],
  [/^\/class(\/|$)/, () => import('./class/class-page'), 'class-page'],
  [/^\/machine(\/|$)/, () => import('./machine/machine-page'), 'machine-page'],
  [/^\/analyze(\/|$)/, () => import('./analyze/analyze-page'), 'analyze-page'],
  [/^\/compare(\/|$)/, () => import('./compare/compare-page'), 'compare-page'],
  [/^\/self-host(\/|$)/, () => import('./self-host/self-host-page'), 'self-host-page'],
];

async function open(): Promise<void> {
  const found = pages.find(([path]) => path.test(location.pathname));
  const [, load, element] = found ?? [
    null,
    () => import('./page/not-found-page'),
    'not-found-page',
  ];
  const main = document.querySelector('main')!;
  if (element === 'lab-page') askAhead(location.pathname);
  const drawn = load();
  if (element) void showWithFaces(drawn);
  try {
    await drawn;
    if (element && !main.querySelector(element))
      main.replaceChildren(document.createElement(element));
  } catch (failure) {
    main.append(t('page.failed', { reason: String(failure) }));
  }
}

void open();
if (import.meta.env.PROD) keepOffline();
