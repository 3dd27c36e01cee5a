import { describe, expect, it } from 'vitest';

const tool = new URL('../../../../tools/pages.mjs', import.meta.url).href;
const { before, onlyThrough } = (await import(/* @vite-ignore */ tool)) as {
  before: (texts: Map<string, string>, doors: string[]) => Set<string>;
  onlyThrough: (texts: Map<string, string>, own: string) => Set<string>;
};

/** A site as Vite makes it: the lab has scripts whose names begin as those of the PC do. */
const site = new Map([
  ['lab/index.html', '<script src="/assets/main-1.js">'],
  ['machine/index.html', '<script src="/assets/main-1.js">'],
  ['assets/main-1.js', 'import("./lab-page-2.js");import("./machine-page-3.js")'],
  ['assets/lab-page-2.js', 'import"./shared-4.js";import("./machine-panes-5.js")'],
  ['assets/machine-page-3.js', 'import"./shared-4.js";new Worker("/assets/machine.worker-6.js")'],
  ['assets/shared-4.js', ''],
  ['assets/machine-panes-5.js', 'import"./machine-7.js"'],
  ['assets/machine.worker-6.js', ''],
  ['assets/machine-7.js', ''],
]);

describe("a page's own scripts", () => {
  it('are told by what is loaded, not by their names', () => {
    expect(onlyThrough(site, 'machine-page-')).toEqual(
      new Set(['assets/machine-page-3.js', 'assets/machine.worker-6.js']),
    );
  });

  it('are not those that another page loads too', () => {
    const mixed = new Map(site).set('assets/shared-4.js', 'import("./machine.worker-6.js")');
    expect(onlyThrough(mixed, 'machine-page-')).toEqual(new Set(['assets/machine-page-3.js']));
  });

  it('must not be loaded by the lab', () => {
    const mixed = new Map(site).set('assets/shared-4.js', 'import("./machine-page-3.js")');
    expect(() => onlyThrough(mixed, 'machine-page-')).toThrow(
      'loaded by main-1.js and shared-4.js',
    );
  });

  it('must be found', () => {
    expect(() => onlyThrough(site, 'pc-page-')).toThrow('0 scripts');
  });
});

describe('what is loaded at once', () => {
  it('is what pages lead to without passing a door', () => {
    expect(before(site, ['machine-page-', 'machine-panes-'])).toEqual(
      new Set([
        'lab/index.html',
        'machine/index.html',
        'assets/main-1.js',
        'assets/lab-page-2.js',
        'assets/shared-4.js',
      ]),
    );
  });

  it('has no door that nobody knows', () => {
    expect(() => before(site, ['pc-page-'])).toThrow('no script is called pc-page-');
  });
});
