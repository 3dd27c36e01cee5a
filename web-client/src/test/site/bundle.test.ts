import { afterEach, expect, test, vi } from 'vitest';
import { loadBundle, loadBundleOf, NoLesson } from '../../main/site/lesson/bundle';

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: object) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));

test('a lesson that nobody wrote is told apart from a server in trouble', async () => {
  answering(404, {});
  await expect(loadBundle('rings/nowhere')).rejects.toEqual(new NoLesson('rings/nowhere'));
  answering(503, {});
  const failure = await loadBundle('rings/stack').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(NoLesson);
  answering(200, { id: 'rings/stack' });
  await expect(loadBundle('rings/stack')).resolves.toEqual({ id: 'rings/stack' });
});

test('for a lesson that the course has not, nothing but the index is fetched', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return new Response(JSON.stringify({ lessons: [{ id: 'rings/stack' }], retired: [] }));
  });
  await expect(loadBundleOf({ lesson: '../../api/progress' })).rejects.toEqual(
    new NoLesson('../../api/progress'),
  );
  expect(asked).toEqual(['/lessons/index.json']);
  expect(await loadBundleOf({ lesson: null })).toBeNull();
});

test('an address outside the lessons names none of them, and nothing is fetched', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return new Response('{}');
  });
  for (const id of ['../api/progress', 'rings/../x', 'rings', 'rings/a?b', ''])
    await expect(loadBundle(id)).rejects.toEqual(new NoLesson(id));
  expect(asked).toEqual([]);
});
