import { t } from '../messages/text';
import { api, Problem } from '../server/api';
import type { LessonRecord, LogEntry, Records, View } from '../simulator/protocol';

const key = 'cloister.progress';

/**
 * `unsent` names lessons whose log no server has, `refused` those of them whose log a server does
 * not take.
 */
interface Stored extends Records {
  unsent: string[];
  refused: string[];
}

/** Makes one record of two. The rule is the simulator's, so that page and server have the same. */
export type Merge = (local: Records, remote: Records) => Promise<Records>;

/**
 * Where the learner was. The browser keeps it; a server, when there is one, replays the log and
 * answers with the union of what it knows.
 */
export class Progress {
  /** What the store last said, and the text of it: another tab may write there at any time. */
  #known: Stored = empty();
  #text: string | null = null;

  /**
   * @param onRefused takes a sentence when the server refuses a lesson's log, which stays here and
   * is not sent again
   */
  constructor(
    private readonly merge: Merge,
    private readonly onRefused: (text: string, lesson: string) => void = () => undefined,
  ) {}

  lesson(id: string): LessonRecord | null {
    return this.#stored.lessons[id] ?? null;
  }

  /** Lessons of which something is kept. */
  begun(): ReadonlySet<string> {
    return begun(this.#stored);
  }

  passed(id: string): ReadonlySet<string> {
    return passed(this.#stored, id);
  }

  /** As every tab of the browser has left it; what the store would not take is kept here. */
  get #stored(): Stored {
    const text = stored();
    if (text !== this.#text) {
      this.#text = text;
      this.#known = parsed(text);
    }
    return this.#known;
  }

  /** What the server knows is added to what the browser knows, after the server has heard of it. */
  async fetch(): Promise<void> {
    for (const id of [...this.#stored.unsent])
      if (!this.#stored.refused.includes(id)) await this.send(id);
    try {
      const remote = await api.progress();
      for (const [id, record] of Object.entries(remote.lessons))
        await this.#add(id, record, this.#stored.unsent.includes(id));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  /** Keeps the log here at once. */
  keep(id: string, view: View, log: LogEntry[]): void {
    const tasks = { ...this.lesson(id)?.tasks };
    for (const task of view.tasks)
      if (task.state === 'passed')
        tasks[task.id] ??= { passedAt: new Date().toISOString(), firstTry: task.firstTry };
    const updated = this.lesson(id)?.updated;
    this.#write((all) => {
      all.lessons[id] = { tasks, log, ...(updated === undefined ? {} : { updated }) };
      if (!all.unsent.includes(id)) all.unsent.push(id);
      all.refused = without(all.refused, id);
    });
  }

  /** Sends a lesson's log. */
  async send(id: string): Promise<void> {
    const sent = this.lesson(id);
    if (!sent) return;
    try {
      const remote = await api.saveProgress(id, sent.log);
      // A newer log that was kept in the meantime still has to be sent.
      if (this.#has(id, sent.log)) this.#write((all) => (all.unsent = without(all.unsent, id)));
      await this.#add(id, remote, true);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.final) return;
      if (this.#has(id, sent.log))
        this.#write((all) => (all.refused = [...without(all.refused, id), id]));
      this.onRefused(
        problem.status === 413
          ? t('progress.too-long')
          : t('progress.refused', {
              reason: problem.message || t('server.failed', { status: problem.status }),
            }),
        id,
      );
    }
  }

  /** Whether the server has refused the lesson's log, so that no other device will have it. */
  onlyHere(id: string): boolean {
    return this.#stored.refused.includes(id);
  }

  /**
   * Adds what the server knows of a lesson. The session of this browser stays the one to be
   * reopened, unless the server
   * has stored another device's since it was last heard of; its own time tells, since clocks of
   * devices differ.
   */
  async #add(id: string, remote: LessonRecord, ours: boolean): Promise<void> {
    let local: LessonRecord | null, merged: LessonRecord;
    do {
      local = this.lesson(id);
      merged = local
        ? (await this.merge({ lessons: { [id]: local } }, { lessons: { [id]: remote } })).lessons[
            id
          ]!
        : remote;
    } while (this.lesson(id) !== local); // kept anew while the simulator was at it
    const stays = local !== null && (ours || !isNewer(remote, local));
    this.#put(
      id,
      stays
        ? {
            ...local!,
            tasks: merged.tasks,
            ...(remote.updated === undefined ? {} : { updated: remote.updated }),
          }
        : merged,
    );
  }

  #put(id: string, lesson: LessonRecord): void {
    this.#write((all) => (all.lessons[id] = lesson));
  }

  #has(id: string, log: LogEntry[]): boolean {
    return JSON.stringify(this.lesson(id)?.log) === JSON.stringify(log);
  }

  /** Changes what is stored now: nothing comes between reading and writing. */
  #write(change: (all: Stored) => void): void {
    const all = this.#stored;
    change(all);
    const text = JSON.stringify(all);
    try {
      localStorage.setItem(key, text);
      this.#text = text;
    } catch {
      // A full or forbidden store costs the learner only the resuming.
    }
  }
}

const isNewer = (remote: LessonRecord, local: LessonRecord): boolean =>
  (remote.updated ?? 0) > (local.updated ?? Infinity);
const without = (ids: string[], id: string): string[] => ids.filter((other) => other !== id);
const begun = (stored: Records): ReadonlySet<string> => new Set(Object.keys(stored.lessons));
const passed = (stored: Records, id: string): ReadonlySet<string> =>
  new Set(Object.keys(stored.lessons[id]?.tasks ?? {}));

/** How many of a lesson's tasks this browser knows to be passed. */
export const passedHere = (id: string): number => passed(parsed(stored()), id).size;

/** Lessons of which this browser keeps something. */
export const begunHere = (): ReadonlySet<string> => begun(parsed(stored()));

const empty = (): Stored => ({ lessons: {}, unsent: [], refused: [] });

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parsed(text: string | null): Stored {
  try {
    const all = JSON.parse(text ?? '') as Stored;
    if (all && typeof all.lessons === 'object')
      return { lessons: all.lessons, unsent: all.unsent ?? [], refused: all.refused ?? [] };
  } catch {
    // Nothing stored, or not ours.
  }
  return empty();
}
