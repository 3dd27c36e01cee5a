import { describe, expect, it } from 'vitest';
import { currentTask } from '../../main/site/lesson/current';
import type { TaskView } from '../../main/site/simulator/protocol';

const task = (id: string, state: TaskView['state']) => ({ id, state }) as TaskView;
const needs = new Map([
  ['b', ['a']],
  ['c', ['b']],
]);

describe('the current task', () => {
  it('is the first open one that was never passed', () => {
    const tasks = [task('a', 'open'), task('b', 'open'), task('c', 'locked')];
    expect(currentTask(tasks, new Set(['a']), needs)).toEqual({ task: tasks[1], before: null });
  });

  it('is one passed before, where that is what the waiting one needs', () => {
    const tasks = [task('x', 'open'), task('a', 'open'), task('b', 'locked'), task('c', 'locked')];
    expect(currentTask(tasks, new Set(['x', 'a', 'b']), needs)).toEqual({
      task: tasks[1],
      before: tasks[3],
    });
  });

  it('is none when all are passed, now or before', () => {
    expect(currentTask([task('a', 'open'), task('b', 'passed')], new Set(['a']), needs)).toBeNull();
  });
});
