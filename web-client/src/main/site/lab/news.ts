import type { TaskView } from '../simulator/protocol';

/** What a lesson has to say of its tasks: where it differs, there is something new to be read. */
const said = (tasks: TaskView[]): string =>
  JSON.stringify(
    tasks.map((task) => [
      task.state,
      task.asked,
      task.feedback?.text,
      task.deadEnd?.text,
      task.hintsGiven.length,
    ]),
  );

/** Whether the lesson has something new for whom sees the machine. */
export class News {
  #read: string | null = null;

  /** @param seen the lesson is in sight */
  wait(tasks: TaskView[], seen: boolean): boolean {
    const now = said(tasks);
    if (seen || (this.#read === null && tasks.length)) this.#read = now;
    return this.#read !== null && this.#read !== now;
  }
}
