import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { actionFor } from '../../main/site/lab/keyboard';

class Element {
  isContentEditable = false;
  constructor(readonly localName: string) {}
  closest(): null {
    return null;
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('HTMLElement', Element);
  vi.stubGlobal('Element', Element);
});
afterEach(() => vi.unstubAllGlobals());

const press = (key: string, ...path: string[]): KeyboardEvent =>
  ({ key, composedPath: () => path.map((name) => new Element(name)) }) as unknown as KeyboardEvent;

test('single keys mean the machine wherever the focus is', () => {
  expect(actionFor(press('h', 'body'))).toEqual({ do: 'hint' });
  expect(actionFor(press('h', 'section', 'lesson-pane'))).toEqual({ do: 'hint' });
});

test('where people type, single keys mean the machine only in one of its panels', () => {
  expect(actionFor(press('h', 'body'), true)).toBeNull();
  expect(actionFor(press('0', 'section', 'lesson-pane'), true)).toBeNull();
  expect(actionFor(press(' ', 'body'), true)).toBeNull();
  expect(actionFor(press('1', 'section', 'lesson-pane'), true)).toEqual({
    do: 'panel',
    panel: 'code',
  });
  expect(actionFor(press('h', 'section', 'machine-panes'), true)).toEqual({ do: 'hint' });
  expect(actionFor(press(' ', 'div', 'time-line'), true)).toEqual({ do: 'run' });
  const palette = { ...press('k', 'body'), ctrlKey: true };
  expect(actionFor(palette, true)).toEqual({ do: 'dialog', dialog: 'palette' });
});
