import { expect, it } from 'vitest';
import { deeperAfter, lessonAfter, minutesLeft, outline } from '../../main/site/course/outline';
import { trackPaths } from '../../main/site/course/fast-track';
import type { Course, LessonEntry } from '../../main/site/lesson/bundle';

const lesson = (id: string, more: Partial<LessonEntry> = {}): LessonEntry => ({
  id,
  title: id,
  summary: '',
  part: 'one',
  minutes: 6,
  tasks: [
    { id: 'x', title: 'x' },
    { id: 'y', title: 'y' },
    { id: 'z', title: 'z' },
  ],
  ...more,
});

const course: Course = {
  title: 'Course',
  parts: [
    { id: 'one', title: 'One', summary: '', lessons: ['a', 'b', 'c'] },
    { id: 'two', title: 'Two', summary: '', lessons: [] },
    { id: 'three', title: 'Three', summary: '', lessons: ['d'] },
  ],
  lessons: [
    lesson('a', { fast: true }),
    lesson('b', { requires: ['a'] }),
    lesson('c', { deeper: true }),
    lesson('e', { deeper: true }),
    lesson('d', { part: 'three', fast: true }),
  ],
  retired: [lesson('old', { became: ['a', 'b'] })],
};

const of = (passed: Record<string, number>) =>
  outline(course, (id) => passed[id] ?? 0, new Set(Object.keys(passed)));

it('numbers the lessons of the whole course, and sets the deeper ones apart', () => {
  const { parts, fast } = of({});
  expect(parts.map((part) => part.main.map((s) => s.number))).toEqual([[1, 2], [], [5]]);
  expect(parts[0]!.deeper.map((s) => s.number)).toEqual([3, 4]);
  expect(fast.map((s) => s.lesson.id)).toEqual(['a', 'd']);
});

it('goes on in a lesson that was begun, else in the next of the main line', () => {
  const next = (passed: Record<string, number>) => of(passed).next?.lesson.id;
  expect(next({})).toBe('a');
  expect(next({ b: 1 })).toBe('b');
  expect(next({ b: 0 })).toBe('b');
  expect(next({ c: 1 })).toBe('c');
  expect(next({ a: 3, b: 3 })).toBe('d');
  expect(next({ a: 3, b: 3, d: 3 })).toBeUndefined();
});

it('a finished lesson counts for those that it became, and a part of it does not', () => {
  const { stations, next } = of({ old: 3 });
  expect(stations.map((s) => s.done)).toEqual([3, 3, 0, 0, 0]);
  expect(next?.lesson.id).toBe('d');
  expect(of({ old: 2 }).stations[0]!.done).toBe(0);
});

it('names the lessons that one builds on, until they are finished', () => {
  expect(of({ a: 2 }).stations[1]!.missing.map((l) => l.id)).toEqual(['a']);
  expect(of({ a: 3 }).stations[1]!.missing).toEqual([]);
});

it('what is left follows from the tasks, and is never nothing', () => {
  const left = (done: number) => minutesLeft(of({ a: done }).stations[0]!);
  expect([left(0), left(1), left(3)]).toEqual([6, 4, 1]);
});

it('after a lesson of the main line comes the next of it, after a deeper one a deeper one', () => {
  const after = (id: string) => lessonAfter(course.lessons, id)?.id;
  expect(after('a')).toBe('b');
  expect(after('b')).toBe('d');
  expect(after('c')).toBe('e');
  expect(after('e')).toBe('d');
  expect(after('d')).toBeUndefined();
  expect(after('preview')).toBeUndefined();
});

it('behind the main line of a part wait its deeper lessons', () => {
  const deeper = (id: string) => deeperAfter(course.lessons, id)?.id;
  expect(deeper('b')).toBe('c');
  expect([deeper('a'), deeper('c'), deeper('preview')]).toEqual([undefined, undefined, undefined]);
});

it('the line is solid where it was walked, and crosses to another column over the heads', () => {
  const { walked, ahead } = trackPaths([
    { x: 10, y: 100, column: 0, done: true },
    { x: 10, y: 140, column: 0, done: false },
    { x: 300, y: 100, column: 2, done: false },
  ]);
  expect(walked).toBe('M10 100V140');
  expect(ahead.startsWith('M10 140V')).toBe(true);
  expect(ahead.endsWith('V100')).toBe(true);
});

it('the track crosses no station of the parts between', () => {
  const { ahead } = trackPaths(
    [
      { x: 50, y: 220, column: 0, done: false },
      { x: 650, y: 140, column: 2, done: false },
    ],
    66,
  );
  // up in the gutter of the next column, across above the heads, down in the last gutter
  expect(ahead).toContain('H281q9 0 9 -9V75');
  expect(ahead).toContain('H581q9 0 9 9V97');
  expect(ahead.endsWith('V140')).toBe(true);
});

it('to a lower row the track goes down beside its column and back between the rows', () => {
  const { ahead } = trackPaths([
    { x: 650, y: 140, column: 2, done: false, above: -16 },
    { x: 50, y: 700, column: 4, done: false, above: 600 },
  ]);
  // left into the gutter, down to between the rows, left to the margin
  expect(ahead).toContain('H599q-9 0 -9 9V591q0 9 -9 9H0');
  expect(ahead.endsWith('V700')).toBe(true);
});
