import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from '../../main/site/simulator/messages';
import type { Answer, Request, View } from '../../main/site/simulator/protocol';
import { Turns } from '../../main/site/simulator/turns';

/** A machine that never stops by itself, unless it is told to after some requests for a run. */
class Machine {
  readonly asked: string[] = [];
  readonly answered: number[] = [];
  status = 'paused';
  stopsAfter = Infinity;
  /** How long all sleep after the first run, in milliseconds. */
  sleeps = 0;
  readonly turns = new Turns(
    (request) => this.#ask(request),
    (message) => this.#told(message),
  );

  async #ask(request: Request): Promise<Answer> {
    const wakes = request.do === 'run' && request.wake;
    this.asked.push(wakes ? 'wake' : request.do);
    if (this.sleeps && !wakes) {
      const stopped = { id: 'stopped.all-asleep', text: '', parts: [] };
      const rest = { tick: '1', millis: this.sleeps, read: false };
      return { ok: true, view: { stopped, rest } as unknown as View };
    }
    const stopped =
      this.asked.length >= this.stopsAfter ? { id: 'stopped.halted', text: '', parts: [] } : null;
    await new Promise((done) => setTimeout(done, 1));
    return { ok: true, view: { status: this.status, stopped } as unknown as View };
  }

  #told(message: FromWorker): void {
    if (message.kind === 'answer') this.answered.push(message.id);
  }

  async answers(count: number): Promise<number[]> {
    for (let waited = 0; this.answered.length < count && waited < 200; waited++)
      await new Promise((done) => setTimeout(done, 5));
    const all = [...this.answered];
    this.turns.receive({ kind: 'pause' });
    return all;
  }
}

const run = (id: number): ToWorker => ({
  id,
  kind: 'run',
  stops: [],
  questions: { questions: false },
  stepsPerSecond: null,
});
const step = (id: number): ToWorker => ({ id, kind: 'request', request: { do: 'step' } });

describe('turns', () => {
  it('a run sleeps where all sleep, and goes on', async () => {
    const machine = new Machine();
    machine.sleeps = 60;
    machine.stopsAfter = 2;
    const began = performance.now();
    machine.turns.receive(run(1));
    expect(await machine.answers(1)).toEqual([1]);
    expect(performance.now() - began).toBeGreaterThan(50);
    expect(machine.asked).toEqual(['run', 'wake']);
  });

  it('a sleep ends with the run', async () => {
    const machine = new Machine();
    machine.sleeps = 900;
    machine.turns.receive(run(1));
    machine.turns.receive(step(2));
    machine.sleeps = 0;
    expect(await machine.answers(2)).toEqual([1, 2]);
  });

  it('a pause ends a run whose turn has not come', async () => {
    const machine = new Machine();
    machine.turns.receive(step(1));
    machine.turns.receive(run(2));
    machine.turns.receive({ kind: 'pause' });
    expect(await machine.answers(2)).toEqual([1, 2]);
    expect(machine.asked).toEqual(['step', 'view']);
  });

  it('a command behind a run whose turn has not come is not lost', async () => {
    const machine = new Machine();
    machine.turns.receive(step(1));
    machine.turns.receive(run(2));
    machine.turns.receive(step(3));
    expect(await machine.answers(3)).toEqual([1, 2, 3]);
  });

  it('a run goes on while the guest is halted and waits', async () => {
    const machine = new Machine();
    machine.status = 'waiting';
    machine.stopsAfter = 4;
    machine.turns.receive(run(1));
    expect(await machine.answers(1)).toEqual([1]);
    expect(machine.asked).toEqual(['run', 'run', 'run', 'run']);
  });

  it('only the simulator says when a run is over', async () => {
    const machine = new Machine();
    machine.status = 'halted';
    machine.stopsAfter = 3;
    machine.turns.receive(run(1));
    expect(await machine.answers(1)).toEqual([1]);
    expect(machine.asked).toEqual(['run', 'run', 'run']);
  });

  it('merging ends no run', async () => {
    const machine = new Machine();
    machine.stopsAfter = 6;
    machine.turns.receive(run(1));
    machine.turns.receive({
      id: 2,
      kind: 'request',
      request: { do: 'merge', local: { lessons: {} }, remote: { lessons: {} } },
    });
    expect((await machine.answers(2)).sort()).toEqual([1, 2]);
    expect(machine.asked.filter((what) => what === 'run').length).toBeGreaterThan(2);
  });
});
