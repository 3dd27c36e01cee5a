import { t } from '../messages/text';
import { api, Problem, type LessonProgress, type Passed } from '../server/api';
import type { LogEntry, View } from '../simulator/protocol';

const key = 'cloister.progress';

/** `unsent` names lessons whose log no server has, `refused` those of them whose log a server does not take. */
interface Stored { lessons: Record<string, LessonProgress>; unsent: string[]; refused: string[] }

/**
 * Where the learner was. The browser keeps it; a server, when there is one, replays the log and
 * answers with the union of what it knows.
 */
export class Progress {
  #stored: Stored = read();

  /** @param onRefused takes a sentence when the server refuses a log, which stays here and is not sent again */
  constructor(private readonly onRefused: (text: string) => void = () => undefined) {}

  lesson(id: string): LessonProgress | null {
    return this.#stored.lessons[id] ?? null;
  }

  /** Lessons of which something is kept. */
  begun(): ReadonlySet<string> {
    return new Set(Object.keys(this.#stored.lessons));
  }

  passed(id: string): ReadonlySet<string> {
    return new Set(Object.keys(this.lesson(id)?.tasks ?? {}));
  }

  /** What the server knows is added to what the browser knows, after the server has heard of it. */
  async fetch(): Promise<void> {
    for (const id of this.#stored.unsent) if (!this.#stored.refused.includes(id)) await this.send(id);
    try {
      const { lessons } = await api.progress();
      for (const [id, remote] of Object.entries(lessons)) {
        const local = this.lesson(id);
        this.#put(id, local ? this.#merge(id, local, remote) : remote);
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  /** Keeps the log here at once. */
  keep(id: string, view: View, log: LogEntry[]): void {
    const tasks = { ...this.lesson(id)?.tasks };
    for (const task of view.tasks) if (task.state === 'passed') tasks[task.id] ??= { passedAt: new Date().toISOString(), firstTry: task.firstTry };
    this.#put(id, { tasks, log });
    if (!this.#stored.unsent.includes(id)) this.#stored.unsent.push(id);
    this.#stored.refused = without(this.#stored.refused, id);
    this.#write();
  }

  /** Sends a lesson's log. */
  async send(id: string): Promise<void> {
    const local = this.lesson(id);
    if (!local) return;
    try {
      const merged = await api.saveProgress(id, local.log);
      const now = this.lesson(id) ?? local;
      this.#put(id, { tasks: mergeTasks(now.tasks, merged.tasks), log: now.log });
      // A newer log that was kept in the meantime still has to be sent.
      if (now.log === local.log) this.#stored.unsent = without(this.#stored.unsent, id);
      this.#write();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.final) return;
      if (this.lesson(id)?.log === local.log && !this.#stored.refused.includes(id)) this.#stored.refused.push(id);
      this.#write();
      this.onRefused(t('progress.refused', { reason: problem.message || t('server.failed', { status: problem.status }) }));
    }
  }

  /** The log of the record with more tasks is kept; of two equal ones the newer, which is the one no server has yet. */
  #merge(id: string, local: LessonProgress, remote: LessonProgress): LessonProgress {
    const further = Object.keys(local.tasks).length - Object.keys(remote.tasks).length;
    const own = further > 0 || (further === 0 && this.#stored.unsent.includes(id));
    return { tasks: mergeTasks(local.tasks, remote.tasks), log: own ? local.log : remote.log };
  }

  #put(id: string, lesson: LessonProgress): void {
    this.#stored.lessons[id] = lesson;
    this.#write();
  }

  #write(): void {
    try {
      localStorage.setItem(key, JSON.stringify(this.#stored));
    } catch {
      // A full or forbidden store costs the learner only the resuming.
    }
  }
}

const without = (ids: string[], id: string): string[] => ids.filter((other) => other !== id);

/** The earliest pass counts, and a first try is never lost. */
function mergeTasks(a: Record<string, Passed>, b: Record<string, Passed>): Record<string, Passed> {
  const merged = { ...a };
  for (const [task, other] of Object.entries(b)) {
    const known = merged[task];
    merged[task] = known
      ? { passedAt: Date.parse(known.passedAt) <= Date.parse(other.passedAt) ? known.passedAt : other.passedAt, firstTry: known.firstTry || other.firstTry }
      : other;
  }
  return merged;
}

function read(): Stored {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '') as Stored;
    if (stored && typeof stored.lessons === 'object') return { lessons: stored.lessons, unsent: stored.unsent ?? [], refused: stored.refused ?? [] };
  } catch {
    // Nothing stored, or not ours.
  }
  return { lessons: {}, unsent: [], refused: [] };
}
