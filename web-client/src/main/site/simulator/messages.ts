import type { Answer, Request, Stop, View } from './protocol';
import type { Engine } from './engine';

/** What the page sends to the worker. */
export type ToWorker =
  | { id: number; kind: 'request'; request: Request }
  | { id: number; kind: 'run'; stops: Stop[]; questions: boolean; stepsPerSecond: number | null }
  | { kind: 'pause' };

/** What the worker sends to the page. */
export type FromWorker =
  | { kind: 'ready'; engine: Engine }
  | { kind: 'failed'; text: string }
  | { kind: 'progress'; view: View }
  | { id: number; kind: 'answer'; answer: Answer; millis: number };
