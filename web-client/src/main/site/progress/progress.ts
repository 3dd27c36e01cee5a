import { t } from '../messages/text';
import { api, Problem, type LessonProgress } from '../server/api';
import type { LogEntry, View } from '../simulator/protocol';

const key = 'cloister.progress';

interface Stored { lessons: Record<string, LessonProgress>; unsent: string[] }

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

  /** What the server knows is added to what the browser knows; a log of its own is kept. */
  async fetch(): Promise<void> {
    try {
      const { lessons } = await api.progress();
      for (const [id, remote] of Object.entries(lessons)) {
        const local = this.lesson(id);
        this.#put(id, { tasks: { ...remote.tasks, ...local?.tasks }, log: local?.log.length ? local.log : remote.log });
      }
      await this.#sendUnsent();
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
    this.#write();
  }

  /** Sends a lesson's log. */
  async send(id: string): Promise<void> {
    const local = this.lesson(id);
    if (!local) return;
    try {
      const merged = await api.saveProgress(id, local.log);
      const now = this.lesson(id) ?? local;
      this.#put(id, { tasks: { ...merged.tasks, ...now.tasks }, log: now.log });
      this.#settle(id);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.final) return;
      this.#settle(id);
      this.onRefused(t('progress.refused', { reason: problem.message || t('server.failed', { status: problem.status }) }));
    }
  }

  #settle(id: string): void {
    this.#stored.unsent = this.#stored.unsent.filter((other) => other !== id);
    this.#write();
  }

  async #sendUnsent(): Promise<void> {
    for (const id of this.#stored.unsent.slice()) await this.send(id);
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

function read(): Stored {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '') as Stored;
    if (stored && typeof stored.lessons === 'object') return { lessons: stored.lessons, unsent: stored.unsent ?? [] };
  } catch {
    // Nothing stored, or not ours.
  }
  return { lessons: {}, unsent: [] };
}
