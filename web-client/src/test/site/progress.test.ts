import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../main/site/progress/progress';
import { api, Problem } from '../../main/site/server/api';
import type { LogEntry, Records, View } from '../../main/site/simulator/protocol';

const id = 'rings/wall-and-gate';
const step: LogEntry = { do: 'run', steps: 1 };
const passed = (...tasks: string[]) =>
  ({
    tasks: tasks.map((task) => ({ id: task, state: 'passed', firstTry: false })),
  }) as unknown as View;

let sent: LogEntry[][];
let asked: [Records, Records][];

/** Not the rule, which is the simulator's: an answer that is seen to be its. */
const merged: Records = {
  lessons: { [id]: { tasks: { find: { passedAt: 'merged', firstTry: true } }, log: [step, step] } },
};
const merge = async (local: Records, remote: Records): Promise<Records> => {
  asked.push([local, remote]);
  return merged;
};

beforeEach(() => {
  const store = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  vi.restoreAllMocks();
  sent = [];
  asked = [];
  vi.spyOn(api, 'progress').mockResolvedValue({ lessons: {} });
  vi.spyOn(api, 'saveProgress').mockImplementation(async (_, log) => {
    sent.push(log);
    return { tasks: {}, log };
  });
});

describe('progress', () => {
  it('says that a log was refused, keeps it and does not send it again', async () => {
    vi.spyOn(api, 'saveProgress').mockImplementation(async (_, log) => {
      sent.push(log);
      throw new Problem('This takes too many steps.', 400);
    });
    const told: string[] = [];
    const progress = new Progress(merge, (text) => told.push(text));
    progress.keep(id, passed(), [step]);
    await progress.send(id);
    await progress.fetch();
    expect(sent).toEqual([[step]]);
    expect(told).toEqual([expect.stringContaining('This takes too many steps.')]);
    expect(new Progress(merge).lesson(id)?.log).toEqual([step]);
  });

  it('sends again what no server took', async () => {
    vi.spyOn(api, 'saveProgress').mockRejectedValueOnce(new Problem('', 0));
    const progress = new Progress(merge);
    progress.keep(id, passed(), [step]);
    await progress.send(id);
    await progress.fetch();
    expect(sent).toEqual([[step]]);
  });

  it('takes what the simulator makes of two records', async () => {
    const remote = {
      tasks: { gate: { passedAt: '2001-01-02T00:00:00Z', firstTry: false } },
      log: [],
      updated: 8,
    };
    vi.spyOn(api, 'saveProgress').mockImplementation(async (_, log) => ({
      tasks: {},
      log,
      updated: 7,
    }));
    vi.spyOn(api, 'progress').mockResolvedValue({ lessons: { [id]: remote } });
    const progress = new Progress(merge);
    progress.keep(id, passed('find'), [step]);
    await progress.fetch();
    expect(asked.at(-1)).toEqual([
      { lessons: { [id]: { tasks: merged.lessons[id]!.tasks, log: [step], updated: 7 } } },
      { lessons: { [id]: remote } },
    ]);
    expect(progress.lesson(id)).toEqual(merged.lessons[id]);
  });

  it("reopens this browser's latest session, though the server keeps one further on", async () => {
    const further = { tasks: {}, log: [step, step, step], updated: 7 };
    vi.spyOn(api, 'saveProgress').mockResolvedValue(further);
    vi.spyOn(api, 'progress').mockResolvedValue({ lessons: { [id]: further } });
    const progress = new Progress(merge);
    progress.keep(id, passed(), [step]);
    await progress.fetch();
    await progress.fetch();
    expect(progress.lesson(id)).toEqual({
      tasks: merged.lessons[id]!.tasks,
      log: [step],
      updated: 7,
    });
  });

  it('keeps a log that no server has taken', async () => {
    vi.spyOn(api, 'saveProgress').mockRejectedValue(new Problem('Too many steps.', 422));
    vi.spyOn(api, 'progress').mockResolvedValue({
      lessons: { [id]: { tasks: {}, log: [step, step] } },
    });
    const progress = new Progress(merge);
    progress.keep(id, passed(), [step]);
    await progress.fetch();
    expect(progress.lesson(id)).toEqual({ tasks: merged.lessons[id]!.tasks, log: [step] });
    expect(progress.onlyHere(id)).toBe(true);
  });

  it('merges again with what was kept during the merge', async () => {
    const progress: Progress = new Progress(async (local, remote) => {
      if (asked.length === 0) progress.keep(id, passed(), [step, step, step]);
      return merge(local, remote);
    });
    progress.keep(id, passed(), [step]);
    await progress.send(id);
    expect(asked.map(([local]) => local.lessons[id]!.log.length)).toEqual([1, 3]);
    expect(progress.lesson(id)?.log).toHaveLength(3);
  });

  it('says what a session means that is too long for the server', async () => {
    vi.spyOn(api, 'saveProgress').mockRejectedValue(
      new Problem('The log has more than 65536 bytes.', 413),
    );
    const told: string[] = [];
    const progress = new Progress(merge, (text) => told.push(text));
    progress.keep(id, passed(), [step]);
    await progress.send(id);
    expect(told).toEqual([expect.stringContaining('no other device will have it')]);
  });

  it('sends a log that was kept while an older one was under way', async () => {
    const progress = new Progress(merge);
    progress.keep(id, passed(), [step]);
    const first = progress.send(id);
    progress.keep(id, passed(), [step, step]);
    await first;
    await progress.fetch();
    expect(sent).toEqual([[step], [step, step]]);
  });

  it('leaves what another tab has kept of another lesson', async () => {
    const local = async (records: Records) => records;
    const one = new Progress(local),
      other = new Progress(local);
    one.keep('rings/timer', passed('see'), [step]);
    other.keep(id, passed('find'), [step, step]);
    one.keep('rings/timer', passed('see', 'vector'), [step]);
    await one.send('rings/timer');
    const later = new Progress(local);
    expect(later.lesson(id)?.log).toHaveLength(2);
    expect([...later.passed('rings/timer')]).toEqual(expect.arrayContaining(['see', 'vector']));
    expect(one.begun()).toEqual(new Set(['rings/timer', id]));
    expect(sent).toEqual([[step]]);
    await later.fetch();
    expect(sent).toEqual([[step], [step, step]]);
  });

  it('keeps the tasks that another tab has passed in the same lesson', () => {
    const one = new Progress(merge),
      other = new Progress(merge);
    one.keep(id, passed('find'), [step]);
    other.keep(id, passed('gate'), [step, step]);
    expect(new Progress(merge).passed(id)).toEqual(new Set(['find', 'gate']));
  });

  it('notes a refusal though another tab has written in the meantime', async () => {
    const one = new Progress(merge),
      other = new Progress(merge);
    vi.spyOn(api, 'saveProgress').mockImplementation(async () => {
      other.keep('rings/timer', passed(), [step]);
      throw new Problem('This takes too many steps.', 400);
    });
    one.keep(id, passed(), [step]);
    await one.send(id);
    expect(one.onlyHere(id)).toBe(true);
    expect(other.begun()).toEqual(new Set(['rings/timer', id]));
  });

  it('goes on without a store', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    });
    const progress = new Progress(merge);
    progress.keep(id, passed('find'), [step]);
    expect(progress.passed(id)).toEqual(new Set(['find']));
  });
});
