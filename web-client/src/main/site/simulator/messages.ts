import type { Answer, Request, Stop, View } from './protocol';
import type { Engine } from './engine';

/**
 * Whether a run minds what the learner is asked, not what is asked at the step `past`, and where a
 * task is passed; and how it begins.
 */
export interface Questions {
  questions: boolean;
  tasks?: boolean;
  past?: number;
  /** Whether it passes the rest at which the machine stands. */
  wake?: boolean;
}

/** What the page sends to the worker. */
export type ToWorker =
  | { id: number; kind: 'request'; request: Request }
  | { id: number; kind: 'run'; stops: Stop[]; questions: Questions; stepsPerSecond: number | null }
  | { kind: 'pause' };

/** What the worker sends to the page. */
export type FromWorker =
  | { kind: 'ready'; engine: Engine }
  | { kind: 'failed'; text: string }
  | { kind: 'progress'; view: View }
  | { id: number; kind: 'answer'; answer: Answer; millis: number };
