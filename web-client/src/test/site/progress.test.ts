import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../main/site/progress/progress';
import { api, Problem } from '../../main/site/server/api';
import type { LogEntry, View } from '../../main/site/simulator/protocol';

const id = 'rings/wall-and-gate';
const step: LogEntry = { do: 'run', steps: 1 };
const passed = (...tasks: string[]) => ({ tasks: tasks.map((task) => ({ id: task, state: 'passed', firstTry: false })) }) as unknown as View;

let sent: LogEntry[][];

beforeEach(() => {
  const store = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value) });
  vi.restoreAllMocks();
  sent = [];
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
    const progress = new Progress((text) => told.push(text));
    progress.keep(id, passed(), [step]);
    await progress.send(id);
    await progress.fetch();
    expect(sent).toEqual([[step]]);
    expect(told).toEqual([expect.stringContaining('This takes too many steps.')]);
    expect(new Progress().lesson(id)?.log).toEqual([step]);
  });

  it('sends again what no server took', async () => {
    vi.spyOn(api, 'saveProgress').mockRejectedValueOnce(new Problem('', 0));
    const progress = new Progress();
    progress.keep(id, passed(), [step]);
    await progress.send(id);
    await progress.fetch();
    expect(sent).toEqual([[step]]);
  });

  it('keeps the earliest pass, every first try and the log that came further', async () => {
    vi.spyOn(api, 'progress').mockResolvedValue({ lessons: { [id]: { tasks: { find: { passedAt: '2001-01-01T00:00:00Z', firstTry: true }, gate: { passedAt: '2001-01-02T00:00:00Z', firstTry: false } }, log: [step, step] } } });
    const progress = new Progress();
    progress.keep(id, passed('find'), [step]);
    await progress.fetch();
    expect(progress.lesson(id)?.tasks).toMatchObject({ find: { passedAt: '2001-01-01T00:00:00Z', firstTry: true }, gate: { firstTry: false } });
    expect(progress.lesson(id)?.log).toEqual([step, step]);
  });

  it('keeps a refused log where the server has no further one', async () => {
    vi.spyOn(api, 'saveProgress').mockRejectedValue(new Problem('Too long.', 422));
    vi.spyOn(api, 'progress').mockResolvedValue({ lessons: { [id]: { tasks: {}, log: [step, step] } } });
    const progress = new Progress();
    progress.keep(id, passed(), [step]);
    await progress.fetch();
    expect(progress.lesson(id)?.log).toEqual([step]);
  });

  it('sends a log that was kept while an older one was under way', async () => {
    const progress = new Progress();
    progress.keep(id, passed(), [step]);
    const first = progress.send(id);
    progress.keep(id, passed(), [step, step]);
    await first;
    await progress.fetch();
    expect(sent).toEqual([[step], [step, step]]);
  });
});
