import type { LessonEntry } from '../lesson/bundle';
import type { Assignment } from '../server/api';

/** How far a learner is with an assignment; of a sandbox nobody knows, so it has no tasks. */
export interface Standing {
  assignment: Assignment;
  done: number;
  total: number;
}

/** @param passed how many tasks of a lesson the learner has passed */
export const standings = (
  assignments: Assignment[],
  lessons: LessonEntry[],
  passed: (lesson: string) => number,
): Standing[] =>
  assignments.map((assignment) => {
    const { lesson } = assignment;
    const total = lessons.find((l) => l.id === lesson)?.tasks?.length ?? 0;
    return { assignment, total, done: lesson ? Math.min(total, passed(lesson)) : 0 };
  });

/** What to do next: the first lesson that is not finished, and after all of them a sandbox. */
export const nextOf = (all: Standing[]): Standing | null =>
  all.find(({ done, total }) => done < total) ?? all.find(({ total }) => total === 0) ?? null;
