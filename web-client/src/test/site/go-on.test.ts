import { expect, it } from 'vitest';
import { nextLesson } from '../../main/site/landing/go-on';
import type { LessonEntry } from '../../main/site/lesson/bundle';

const lessons = ['a', 'b', 'c'].map(
  (id) => ({ id, title: id, tasks: ['x', 'y'] }) as unknown as LessonEntry,
);
const next = (passed: Record<string, number>) =>
  nextLesson(lessons, new Set(Object.keys(passed)), (id) => passed[id] ?? 0)?.id;

it('goes on in a lesson that was begun, then in the next one', () => {
  expect(next({ b: 1 })).toBe('b');
  expect(next({ b: 2 })).toBe('a');
  expect(next({ a: 2, b: 2, c: 2 })).toBeUndefined();
});
