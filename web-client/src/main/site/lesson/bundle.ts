import { locale, sourceLocale } from '../page/locale';

/** A reading has text and questions, and no machine. */
export type Kind = 'lesson' | 'challenge' | 'demo' | 'reading';
export type Difficulty = 'easy' | 'medium' | 'hard';
/** What a lesson asks the lab to have open: a panel, or a sheet of the inspector. */
export type Pane =
  | 'code'
  | 'picture'
  | 'trace'
  | 'registers'
  | 'tables'
  | 'memory'
  | 'pages'
  | 'transfers'
  | 'devices'
  | 'exits'
  | 'c'
  | 'calls'
  | 'processes'
  | 'files'
  | 'memory-map'
  | 'fences'
  | 'capabilities'
  | 'layers';
export type Picture =
  'rings' | 'monastery' | 'stack' | 'pages' | 'guests' | 'translation' | 'processes';

/** A lesson as the build wrote it. */
export interface Bundle {
  format: number;
  id: string;
  locale: string;
  kind: Kind;
  title: string;
  summary: string;
  part: string;
  partTitle: string;
  position?: [number, number];
  minutes?: number;
  difficulty?: Difficulty;
  fast?: boolean;
  deeper?: boolean;
  /** What the lesson ends with and the next one answers; empty where there is none. */
  question?: string;
  /** The lessons that a retired one became. */
  became?: string[];
  panes?: Pane[];
  picture?: Picture | '';
  objectives?: string[];
  concepts?: string[];
  scenario: object;
  deny?: string[];
  stops?: ('ring' | 'fault' | 'call')[];
  blocks: Block[];
  tasks: { id: string; title: string; needs?: string[]; ask?: unknown }[];
  glossary?: Word[];
}

/** A word of the course; links in the text lead to `#word-ID`. */
export interface Word {
  id: string;
  term: string;
  html: string;
}

/** A table that the build has filled by running the machine. */
export interface Figure {
  columns: string[];
  rows: { label: string; cells: string[]; differ: boolean }[];
}

export interface SimBlock {
  kind: 'sim';
  mode: 'run' | 'show' | 'compare';
  args: Record<string, unknown>;
  text: string;
  figure?: Figure | null;
  after?: string;
}

/** What has `after` is there only once that task has been passed. */
export type Block =
  | { kind: 'html'; html: string; after?: string }
  | { kind: 'task'; task: string; html?: string }
  | { kind: 'quiz'; task: string; html?: string }
  | SimBlock;

/** A lesson as the index lists it. */
export interface LessonEntry {
  id: string;
  kind?: Kind;
  title: string;
  summary: string;
  part: string;
  position?: [number, number];
  minutes?: number;
  difficulty?: Difficulty;
  fast?: boolean;
  deeper?: boolean;
  question?: string;
  became?: string[];
  concepts?: string[];
  requires?: string[];
  locales?: string[];
  tasks?: { id: string; title: string }[];
}

export interface PartEntry {
  id: string;
  title: string;
  summary: string;
  lessons: string[];
}

/** The index: parts with and without lessons, lessons in order, and those that were cut anew. */
export interface Course {
  title: string;
  parts: PartEntry[];
  lessons: LessonEntry[];
  retired: LessonEntry[];
}

/** Nobody wrote a lesson of this name. */
export class NoLesson extends Error {
  constructor(readonly id: string) {
    super(`no lesson ${id}`);
  }
}

const bundles = new Map<string, Promise<Bundle>>();

/** A lesson in the reader's language where it was translated, else as it was written. */
export function loadBundle(id: string): Promise<Bundle> {
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) return Promise.reject(new NoLesson(id));
  const loading = bundles.get(id) ?? fetchBundle(id);
  bundles.set(id, loading);
  loading.catch(() => bundles.delete(id));
  return loading;
}

async function fetchBundle(id: string): Promise<Bundle> {
  const wanted = locale();
  if (wanted !== sourceLocale && (await isTranslated(id, wanted)))
    return json<Bundle>(`/lessons/${id}.${wanted}.json`);
  return json<Bundle>(`/lessons/${id}.json`, () => new NoLesson(id));
}

/**
 * The lesson that a stranger's sandbox names: nothing is fetched that the course does not have.
 */
export async function loadBundleOf(sandbox: { lesson?: string | null }): Promise<Bundle | null> {
  const id = sandbox.lesson;
  if (!id) return null;
  const { lessons, retired } = await loadCourse();
  if (![...lessons, ...retired].some((lesson) => lesson.id === id)) throw new NoLesson(id);
  return loadBundle(id);
}

async function isTranslated(id: string, to: string): Promise<boolean> {
  const { lessons, retired } = await loadCourse();
  return [...lessons, ...retired].some((l) => l.id === id && l.locales?.includes(to));
}

const nothing: Course = { title: '', parts: [], lessons: [], retired: [] };
let course: Promise<Course> | undefined;

/** The course; empty where its index cannot be had, and asked for again the next time. */
export function loadCourse(): Promise<Course> {
  course ??= json<Course>('/lessons/index.json')
    .then((found) => ({ ...nothing, ...found }))
    .catch(() => {
      course = undefined;
      return nothing;
    });
  return course;
}

/** The lessons of the course in order. */
export async function loadIndex(): Promise<LessonEntry[]> {
  return (await loadCourse()).lessons;
}

/** Every word of the course. */
export async function loadGlossary(): Promise<Word[]> {
  return (await json<{ terms: Word[] }>('/lessons/glossary.json')).terms;
}

let catalogue: Promise<object> | undefined;

/** The simulator's sentences, handed to it when a machine is opened. */
export function loadCatalogue(): Promise<object> {
  catalogue ??= json<object>('/messages/en.json').catch((failure: unknown) => {
    catalogue = undefined;
    throw failure;
  });
  return catalogue;
}

async function json<T>(path: string, missing?: () => Error): Promise<T> {
  const response = await fetch(path);
  if (missing && response.status === 404) throw missing();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}
