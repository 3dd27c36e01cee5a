import { expect, it } from 'vitest';
import { unbroken } from '../../main/site/lesson/unbroken';

it('keeps a word with hyphens on one line, in code alone', () => {
  expect(unbroken('<p>a well-known <code>wget -qO- db/note</code></p>')).toBe(
    '<p>a well-known <code>wget <span class="word">-qO-</span> db/note</code></p>',
  );
});

it('lets a long path break, and leaves blocks of code alone', () => {
  const path = '<code>/var/lib/docker/containers/a-b-c-d-e</code>';
  expect(unbroken(path)).toBe(path);
  const block = '<pre><code class="language-sh">ls -l\n</code></pre>';
  expect(unbroken(block)).toBe(block);
});
