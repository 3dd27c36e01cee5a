import type { Course, LessonEntry, PartEntry } from '../lesson/bundle';

/** A lesson on the map of the course, and how far the learner is in it. */
export interface Station {
  lesson: LessonEntry;
  /** Its number in the whole course, from 1. */
  number: number;
  done: number;
  total: number;
  /** Earlier lessons that it builds on and that are not finished. */
  missing: LessonEntry[];
}

export interface PartOutline {
  part: PartEntry;
  number: number;
  main: Station[];
  deeper: Station[];
}

export interface Outline {
  parts: PartOutline[];
  stations: Station[];
  fast: Station[];
  /** Where the learner goes on: nothing when all of the main line is finished. */
  next: Station | undefined;
}

export const isFinished = (station: Station): boolean =>
  station.total > 0 && station.done >= station.total;
export const isBegun = (station: Station): boolean => station.done > 0 && !isFinished(station);

/** What is left of a lesson, in whole minutes, at least one. */
export const minutesLeft = ({ lesson, done, total }: Station): number =>
  Math.max(1, Math.round((lesson.minutes ?? 0) * (total ? 1 - done / total : 1)));

export const minutes = (stations: Station[]): number =>
  stations.reduce((sum, station) => sum + (station.lesson.minutes ?? 0), 0);

/**
 * The course as a learner stands in it.
 *
 * @param passed how many tasks of a lesson are passed
 * @param begun lessons of which something is kept
 */
export function outline(
  course: Course,
  passed: (id: string) => number,
  begun: ReadonlySet<string> = new Set(),
): Outline {
  const counted = new Map(
    course.lessons.map((lesson) => [lesson.id, tally(course, lesson, passed)]),
  );
  const byId = new Map(course.lessons.map((lesson) => [lesson.id, lesson]));
  const stations = course.lessons.map((lesson, i) => ({
    lesson,
    number: i + 1,
    ...counted.get(lesson.id)!,
    missing: (lesson.requires ?? [])
      .map((id) => byId.get(id))
      .filter((required) => required !== undefined)
      .filter((required) => counted.get(required.id)!.done < counted.get(required.id)!.total),
  }));
  const parts = course.parts.map((part, i) => {
    const own = stations.filter((station) => station.lesson.part === part.id);
    return {
      part,
      number: i + 1,
      main: own.filter((station) => !station.lesson.deeper),
      deeper: own.filter((station) => station.lesson.deeper),
    };
  });
  const fast = stations.filter((station) => station.lesson.fast);
  return { parts, stations, fast, next: next(stations, begun) };
}

/** A lesson that was begun and not finished, else the next one of the main line. */
function next(stations: Station[], begun: ReadonlySet<string>): Station | undefined {
  const open = stations.filter((station) => !isFinished(station));
  return (
    open.find((station) => station.done > 0) ??
    open.find((station) => begun.has(station.lesson.id)) ??
    open.find((station) => !station.lesson.deeper)
  );
}

/** Whoever finished a lesson that was cut anew has finished what it became. */
function tally(course: Course, lesson: LessonEntry, passed: (id: string) => number) {
  const total = lesson.tasks?.length ?? 0;
  const before = course.retired.some(
    (old) => old.became?.includes(lesson.id) && passed(old.id) >= (old.tasks?.length ?? Infinity),
  );
  return { total, done: before ? total : Math.min(total, passed(lesson.id)) };
}

/** The first deeper lesson of a part, for who has finished its main line. */
export function deeperAfter(lessons: LessonEntry[], id: string): LessonEntry | undefined {
  const from = lessons.find((lesson) => lesson.id === id);
  if (!from || from.deeper || lessonAfter(lessons, id)?.part === from.part) return undefined;
  return lessons.find((l) => l.deeper && l.part === from.part);
}

/**
 * The lesson that follows: in the main line the next one of it; behind a deeper one the next deeper
 * one of its part, and behind the last of them the main line of the next part.
 */
export function lessonAfter(lessons: LessonEntry[], id: string): LessonEntry | undefined {
  const at = lessons.findIndex((lesson) => lesson.id === id);
  const from = lessons[at];
  if (!from) return undefined;
  const later = lessons.slice(at + 1);
  return from.deeper
    ? (later.find((l) => l.deeper && l.part === from.part) ??
        later.find((l) => !l.deeper && l.part !== from.part))
    : later.find((l) => !l.deeper);
}
