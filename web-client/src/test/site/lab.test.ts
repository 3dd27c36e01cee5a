import { beforeEach, expect, test, vi } from 'vitest';
import { News } from '../../main/site/lab/news';
import { Operator } from '../../main/site/lab/operator';
import type { LabMachine } from '../../main/site/lab/machine';
import type { Request, TaskView } from '../../main/site/simulator/protocol';
import type { Simulator } from '../../main/site/simulator/simulator';

/** A machine that writes down what it is asked. */
function laboratory(take: () => Promise<Request | null | false> = () => Promise.resolve(null)) {
  const asked: string[] = [],
    told: string[] = [];
  const simulator = {
    view: { step: 0, code: { files: [] } },
    failure: null,
    running: false,
    request: (request: Request) => {
      asked.push(request.do);
      return Promise.resolve({ ok: true, view: simulator.view, millis: 0 });
    },
    run: () => {
      asked.push('run');
      return Promise.resolve();
    },
    addEventListener: () => {},
  };
  const operator = new Operator(simulator as unknown as Simulator, {
    panes: () => ({ take }) as never,
    notice: () =>
      ({ tell: (text: string) => told.push(text), goOn: () => {}, close: () => {} }) as never,
    showCode: () => Promise.resolve(),
    done: () => {},
    changed: () => {},
    failed: (failure) => told.push(String(failure)),
  });
  return { operator, simulator, asked, told };
}

const machine = { c: false, program: false } as LabMachine;

test('what is pressed before the machine is there is done when it is', async () => {
  const { operator, asked, told } = laboratory();
  await operator.run([]);
  await operator.run([]);
  await operator.ask({ do: 'step' });
  expect(asked).toEqual([]);
  expect(told[0]).toContain('is starting');
  await operator.begin(machine);
  expect(asked).toEqual(['run', 'step']);
  await operator.ask({ do: 'back' });
  expect(asked).toEqual(['run', 'step', 'back']);
});

test('what was pressed for one machine is not done to another', async () => {
  const { operator, asked } = laboratory();
  await operator.ask({ do: 'step' });
  operator.end();
  await operator.begin(machine);
  expect(asked).toEqual([]);
});

test("a program of one's own begins at main, also when it was changed", async () => {
  const { operator, asked } = laboratory();
  const program = { c: true, program: true } as LabMachine;
  await operator.begin(program);
  await operator.ask({ do: 'load', file: 'program.c', text: '' });
  expect(asked).toEqual(['load', 'line']);
});

/** A promise that is kept or broken from outside. */
function deferred<T>() {
  let resolve!: (value: T) => void, reject!: (reason: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** What a learner has typed: it is checked until it is let through, then there is no more. */
function typed() {
  const { promise, resolve } = deferred<Request | null | false>();
  let first = true;
  const take = () => {
    if (!first) return promise.then((request) => (request === false ? false : null));
    first = false;
    return promise;
  };
  return { take, letThrough: () => resolve({ do: 'load', file: 'wall.asm', text: '' }), resolve };
}

test('what is pressed while a change is checked is done once, to the changed program', async () => {
  const { take, letThrough } = typed();
  const { operator, asked } = laboratory(take);
  await operator.begin(machine);
  const pressed = [
    operator.run([]),
    operator.run([]),
    operator.ask({ do: 'step' }),
    operator.ask({ do: 'step' }),
  ];
  expect(asked).toEqual([]);
  letThrough();
  await Promise.all(pressed);
  expect(asked[0]).toBe('load');
  expect(asked.slice(1).sort()).toEqual(['run', 'step', 'step']);
});

test('what is pressed while a mistake is looked for is not done to the old program', async () => {
  const { take, resolve } = typed();
  const { operator, asked } = laboratory(take);
  await operator.begin(machine);
  const pressed = [operator.run([]), operator.ask({ do: 'step' })];
  resolve(false);
  await Promise.all(pressed);
  expect(asked).toEqual([]);
});

test('what waits for a program is not done to the machine that takes its place', async () => {
  const { take, letThrough } = typed();
  const { operator, asked, simulator, told } = laboratory(take);
  await operator.begin(machine);
  const loading = deferred<never>();
  simulator.request = (request: Request) => {
    asked.push(request.do);
    return request.do === 'load'
      ? loading.promise
      : Promise.resolve({ ok: true, view: simulator.view, millis: 0 });
  };
  const pressed = [operator.ask({ do: 'step' }), operator.ask({ do: 'back' })];
  letThrough();
  await vi.waitFor(() => expect(asked).toContain('load'));
  operator.end();
  await operator.begin({ ...machine } as LabMachine);
  loading.reject(new Error('given up'));
  await Promise.all(pressed);
  expect(asked.filter((what) => what !== 'back')).toEqual(['load']);
  expect(told.at(-1)).toContain('given up');
});

test('what was not read is news until it is', () => {
  const task = (state: TaskView['state']) => [{ state, hintsGiven: [] } as unknown as TaskView];
  const news = new News();
  expect(news.wait([], false)).toBe(false);
  expect(news.wait(task('open'), false)).toBe(false);
  expect(news.wait(task('passed'), false)).toBe(true);
  expect(news.wait(task('passed'), true)).toBe(false);
  expect(news.wait(task('passed'), false)).toBe(false);
});

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.resetModules();
});

test('sizes stay between their bounds and are kept', async () => {
  const { sizes, bounds } = await import('../../main/site/lab/sizes');
  expect(sizes.of('lesson')).toBe(36);
  sizes.move('lesson', 99);
  expect(sizes.of('lesson')).toBe(bounds.lesson.most);
  sizes.keep();
  vi.resetModules();
  const again = await import('../../main/site/lab/sizes');
  expect(again.sizes.of('lesson')).toBe(bounds.lesson.most);
  again.sizes.move('lesson', null);
  expect(again.sizes.of('lesson')).toBe(36);
});

test('what the browser has stored may be anything', async () => {
  localStorage.setItem('cloister.sizes', '{"lesson":"wide","columns":40,"else":3}');
  const { sizes } = await import('../../main/site/lab/sizes');
  expect(sizes.of('lesson')).toBe(36);
  expect(sizes.of('columns')).toBe(40);
});

test('the size of a terminal is told at the newest step of a machine that stands', async () => {
  const { operator, simulator, asked } = laboratory();
  const view = simulator.view as { step: number; lastStep?: number };
  await operator.resize(0, 45, 20);
  await operator.begin(machine);
  view.lastStep = 5;
  await operator.resize(0, 45, 20);
  view.lastStep = 0;
  simulator.running = true;
  await operator.resize(0, 45, 20);
  expect(asked).toEqual([]);
  simulator.running = false;
  await operator.resize(0, 45, 20);
  expect(asked).toEqual(['resize', 'run']);
});
