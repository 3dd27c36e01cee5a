import { describe, expect, it } from 'vitest';
import { isOfKernel, sheetName, sheetsOf } from '../../main/site/inspect/sheets';
import { shown } from '../../main/site/kernel/chosen';
import { has as inSet, named } from '../../main/site/kernel/capabilities';
import { refusal } from '../../main/site/kernel/refusal';
import { courtOf } from '../../main/site/kernel/court';
import { stateOf } from '../../main/site/kernel/state-words';
import { tree } from '../../main/site/kernel/tree';
import { fitted, village, wayToGate } from '../../main/site/kernel/village';
import { unread } from '../../main/site/terminal/unread';
import { sight } from '../../main/site/lab/see';
import type { SystemCallView } from '../../main/site/simulator/kernel-views';
import { kernel, process } from './kernel-sample';

/** init, a shell, and `p3 | p4` under it, behind a process of another family. */
const pipeline = [process(1, 0), process(2, 1), process(3, 2), process(4, 2), process(5, 1)];
const pipe = { number: 7, bytes: 12, writers: [2, 3], readers: [2, 4] };

describe('a village', () => {
  it('has children below their parent, whatever their numbers', () => {
    const order = tree([process(1, 0), process(2, 1), process(3, 1), process(4, 2)]);
    expect(order.map(({ process: p, depth }) => [p.pid, depth])).toEqual([
      [1, 0],
      [2, 1],
      [4, 2],
      [3, 1],
    ]);
  });

  it('keeps a process whose parent is not told of', () => {
    expect(tree([process(9, 4)]).map(({ depth }) => depth)).toEqual([0]);
  });

  it('has the first child beside its parent, and no two houses at one place', () => {
    const { houses } = village(kernel(pipeline), 430, 240);
    const at = new Map(houses.map((house) => [house.process.pid, house]));
    expect(at.get(3)!.y).toBe(at.get(2)!.y);
    expect(at.get(4)!.y).toBeGreaterThan(at.get(3)!.y);
    expect(at.get(4)!.x).toBe(at.get(3)!.x);
    expect(new Set(houses.map(({ x, y }) => `${x} ${y}`)).size).toBe(5);
    for (const { x, room } of houses) expect(x + room / 2).toBeLessThanOrEqual(430);
  });

  it('draws a pipe between those who have one end of it only', () => {
    const { pipes } = village(kernel(pipeline, { pipes: [pipe] }), 430, 240);
    expect(pipes.map(({ from, to }) => [from.process.pid, to.process.pid])).toEqual([[3, 4]]);
    const shell = { ...pipe, writers: [2], readers: [2] };
    expect(village(kernel(pipeline, { pipes: [shell] }), 430, 240).pipes).toEqual([]);
  });

  it('grows where there are more processes than fit, and fills what there is', () => {
    const many = [process(1, 0), ...Array.from({ length: 9 }, (_, i) => process(i + 2, 1))];
    expect(village(kernel(many), 430, 240).height).toBeGreaterThan(9 * 60);
    expect(village(kernel([process(1, 0)]), 430, 240).height).toBe(240);
    const deep = Array.from({ length: 9 }, (_, i) => process(i + 1, i));
    expect(village(kernel(deep), 430, 240).width).toBeGreaterThan(430);
  });

  it('is drawn smaller where it would be cut, as long as its words can be read', () => {
    const few = kernel([process(1, 0)]);
    expect(fitted(few, 430, 240).zoom).toBe(1);
    expect(fitted(few, 430, 0).zoom).toBe(1);
    const five = kernel([process(1, 0), ...[2, 3, 4, 5].map((pid) => process(pid, 1))]);
    const natural = village(five, 430, 240).height;
    const ground = Math.round(natural * 0.9);
    const { zoom, height } = fitted(five, 430, ground);
    expect(zoom).toBeLessThan(1);
    expect(Math.floor(height * zoom)).toBeLessThanOrEqual(ground);
    const many = kernel([
      process(1, 0),
      ...Array.from({ length: 20 }, (_, i) => process(i + 2, 1)),
    ]);
    expect(fitted(many, 430, 240).zoom).toBeGreaterThanOrEqual(0.7);
  });

  it('has a way from a door to the gate below', () => {
    const { houses, height } = village(kernel(pipeline), 430, 400);
    const way = wayToGate(houses[2]!, height);
    expect(way.at(-1)).toMatchObject({ y: 400 });
    expect(way[0]!.x).toBeLessThan(houses[2]!.x);
  });
});

describe('what a process does', () => {
  const waits = (call: string, file?: string) =>
    stateOf(process(2, 1, { waits: { call, ...(file ? { file } : {}) } }));

  it('is said with what it waits for', () => {
    expect(waits('read', '/dev/console')).toBe('waits to read /dev/console');
    expect(waits('wait4')).toBe('waits for a child');
    expect(waits('clock_nanosleep_time64')).toBe('sleeps');
    expect(waits('rt_sigsuspend')).toBe('waits for a signal');
    expect(waits('flock')).toBe('waits in flock');
    expect(stateOf(process(1, 0))).toBe('waits');
  });

  it('is said of one that has ended', () => {
    expect(stateOf(process(2, 1, { state: 'zombie', status: 3 }))).toBe('ended, status 3');
    expect(stateOf(process(2, 1, { state: 'zombie', signal: 'SIGKILL' }))).toBe('ended by SIGKILL');
  });
});

it('the process in question is the one picked, the one that runs, or the one that asked', () => {
  const row = {
    event: 1,
    step: 1,
    pid: 4,
    name: 'p4',
    later: false,
    kind: 'call',
    text: '',
  } as const;
  const calls = { rows: [row], here: 0, earlier: 0, later: 0 };
  expect(shown(kernel(pipeline, { calls }), 5)?.pid).toBe(5);
  expect(shown(kernel(pipeline, { calls, running: 3 }), null)?.pid).toBe(3);
  expect(shown(kernel(pipeline, { calls }), 99)?.pid).toBe(4);
});

describe('the sheets of a machine with a kernel', () => {
  const has = { devices: false, guests: false, c: false, kernel: true };

  it("lead from the kernel's to the processor's and back", () => {
    expect(sheetsOf(has, 'files')).toEqual([
      'calls',
      'processes',
      'files',
      'map',
      'fences',
      'capabilities',
      'layers',
      'now',
    ]);
    expect(sheetName('now', 'files')).toBe('inspect.processor');
    expect(sheetsOf(has, 'memory').slice(0, 3)).toEqual(['calls', 'now', 'tables']);
    expect(sheetName('calls', 'memory')).toBe('inspect.kernel');
    expect(sheetName('calls', 'files')).toBe('inspect.calls');
  });

  it('are nowhere else', () => {
    expect(sheetsOf({ ...has, kernel: false }, 'now').some(isOfKernel)).toBe(false);
  });

  it('are found by the words of a lesson', () => {
    expect(sight('calls', null)).toMatchObject({ at: 'sheet', sheet: 'calls' });
    expect(sight('memory-map', null)).toMatchObject({ at: 'sheet', sheet: 'map' });
    expect(sight('fences', null)).toMatchObject({ at: 'sheet', sheet: 'fences' });
    expect(sight('picture.processes', null)).toMatchObject({ picture: 'processes' });
  });
});

const row = (pid: number, step: number, more: Partial<SystemCallView> = {}): SystemCallView => ({
  event: step,
  step,
  pid,
  name: `p${pid}`,
  later: false,
  kind: 'call',
  text: 'open("/x"',
  ...more,
});

describe('the court', () => {
  const calls = (...rows: SystemCallView[]) => ({
    calls: { rows, here: rows.length - 1, earlier: 0, later: 0 },
  });
  const left = { answer: '-1 ENOENT (No such file or directory)', error: 'ENOENT' };

  it('has who asks in this step, and nobody once the program has gone on', () => {
    const asked = row(3, 10, { leftStep: 10, ...left });
    const k = kernel(pipeline, { running: 3, ...calls(asked) });
    expect(courtOf(k, { step: 10, cpl: 0 })).toEqual({ call: asked, inside: true });
    expect(courtOf(k, { step: 12, cpl: 0 })?.inside).toBe(true);
    expect(courtOf(k, { step: 19, cpl: 3 })?.inside).toBe(false);
  });

  it('has who waits while nobody runs, and else who runs', () => {
    const ended = row(3, 10, { leftStep: 10, answer: '0' });
    const waits = row(2, 15);
    const rests = kernel(pipeline, calls(ended, waits));
    expect(courtOf(rests, { step: 20, cpl: 0 })).toEqual({ call: waits, inside: true });
    const goesOn = kernel(pipeline, { running: 3, ...calls(ended, waits) });
    expect(courtOf(goesOn, { step: 20, cpl: 3 })).toEqual({ call: ended, inside: false });
    expect(courtOf(kernel(pipeline), { step: 0, cpl: 0 })).toBeNull();
  });
});

it('a terminal has news when it was written to since it was looked at', () => {
  expect(unread(0, undefined)).toBe(false);
  expect(unread(5, undefined)).toBe(true);
  expect(unread(5, 5)).toBe(false);
});

describe('what a call was refused with', () => {
  it('is an error, or the signal of a filter that ends its program', () => {
    const killed = { action: 'kill-process', filter: 1, error: '', signal: 'SIGSYS' } as const;
    expect(refusal(row(3, 10, { error: 'EPERM' }))).toBe('EPERM');
    expect(refusal(row(3, 10, { filtered: killed }))).toBe('SIGSYS');
    expect(refusal(row(3, 10, {}))).toBeUndefined();
  });
});

describe('capabilities', () => {
  it('are bits of a number that a word of 32 bits cannot hold', () => {
    expect([0, 1, 13, 20, 31, 40].map((bit) => inSet('a80425fb', bit))).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(inSet('1ffffffffff', 40)).toBe(true);
    expect(inSet('1ffffffffdf', 5)).toBe(false);
    expect(inSet('0', 0)).toBe(false);
  });

  it('are said in words where there are some', () => {
    expect(named('CAP_MKNOD')).toBe('make device files');
    expect(named('CAP_NOTHING')).toBe('');
  });
});
