import { applyTheme } from './page/theme';
import { t } from './messages/text';
import { keepOffline } from './offline/keep-offline';
import { askAhead } from './simulator/ahead';
import './style/page.css';

applyTheme();

/** Which page belongs to an address; each is a bundle of its own. */
const pages: [RegExp, () => Promise<unknown>, string | null][] = [
  [
    /^\/(index\.html)?$/,
    () =>
      Promise.all([
        import('./header/site-nav'),
        import('./landing/live-picture'),
        import('./course/course-parts'),
        import('./landing/landing-ways'),
      ]),
    null,
  ],
  [/^\/(lesson\/|s\/|lab(\/|$))/, () => import('./lab/lab-page'), 'lab-page'],
  [/^\/course(\/|$)/, () => import('./course/course-page'), 'course-page'],
  [/^\/glossary(\/|$)/, () => import('./glossary/glossary-page'), 'glossary-page'],
  [/^\/class(\/|$)/, () => import('./class/class-page'), 'class-page'],
  [/^\/machine(\/|$)/, () => import('./machine/machine-page'), 'machine-page'],
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
  try {
    await load();
    if (element && !main.querySelector(element))
      main.replaceChildren(document.createElement(element));
  } catch (failure) {
    main.append(t('page.failed', { reason: String(failure) }));
  }
}

void open();
if (import.meta.env.PROD) keepOffline();
