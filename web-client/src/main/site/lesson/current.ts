import type { TaskView } from '../simulator/protocol';

/**
 * The task that waits for the learner; `before` names another one for whose sake it has to be
 * passed again.
 */
export interface Current {
  task: TaskView;
  before: TaskView | null;
}

/**
 * The first task that is open and was never passed. Where there is none, what waits is locked in
 * this run: then it is the
 * task passed on another day that the machine has to come by again.
 */
export function currentTask(
  tasks: TaskView[],
  earlier: ReadonlySet<string>,
  needs: ReadonlyMap<string, string[]>,
): Current | null {
  const waiting = tasks.filter((task) => task.state !== 'passed' && !earlier.has(task.id));
  const open = waiting.find((task) => task.state === 'open');
  if (open) return { task: open, before: null };
  for (const before of waiting) {
    const task = firstNeeded(before, tasks, needs);
    if (task) return { task, before };
  }
  return null;
}

function firstNeeded(
  task: TaskView,
  tasks: TaskView[],
  needs: ReadonlyMap<string, string[]>,
): TaskView | null {
  for (const id of needs.get(task.id) ?? []) {
    const needed = tasks.find((other) => other.id === id);
    if (!needed || needed.state === 'passed') continue;
    return needed.state === 'open' ? needed : firstNeeded(needed, tasks, needs);
  }
  return null;
}
