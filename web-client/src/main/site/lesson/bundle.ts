/** A lesson as the build wrote it. */
export interface Bundle {
  format: number;
  id: string;
  title: string;
  summary: string;
  part: string;
  position?: [number, number];
  minutes?: number;
  difficulty?: string;
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

export type Block =
  | { kind: 'html'; html: string; /** read only once this task has been passed */ after?: string }
  | { kind: 'task'; task: string; html?: string }
  | { kind: 'quiz'; task: string; html?: string }
  | { kind: 'sim'; mode: 'run' | 'show' | 'compare'; args: Record<string, unknown>; text: string };

export interface LessonEntry {
  id: string;
  title: string;
  summary: string;
  part: string;
  position?: [number, number];
  minutes?: number;
  tasks?: (string | { id: string; title: string })[];
}

/** Nobody wrote a lesson of this name. */
export class NoLesson extends Error {
  constructor(readonly id: string) {
    super(`no lesson ${id}`);
  }
}

export async function loadBundle(id: string): Promise<Bundle> {
  return json<Bundle>(`/lessons/${id}.json`, () => new NoLesson(id));
}

let index: Promise<LessonEntry[]> | undefined;

/** The lessons of the course; empty where the index cannot be had. */
export function loadIndex(): Promise<LessonEntry[]> {
  index ??= json<{ lessons: LessonEntry[] } | LessonEntry[]>('/lessons/index.json')
    .then((found) => (Array.isArray(found) ? found : found.lessons))
    .catch(() => []);
  return index;
}

let catalogue: Promise<object> | undefined;

/** The simulator's sentences, handed to it when a machine is opened. */
export function loadCatalogue(): Promise<object> {
  catalogue ??= json<object>('/messages/en.json');
  return catalogue;
}

async function json<T>(path: string, missing?: () => Error): Promise<T> {
  const response = await fetch(path);
  if (missing && response.status === 404) throw missing();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}
