import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { t } from '../messages/text';
import { Problem } from '../server/api';

/** What went wrong, in words; what is lost without a server depends on the page. */
export function problemText(problem: unknown, away = t('server.away')): string {
  if (problem instanceof Problem)
    return problem.away ? away : problem.message || t('server.failed', { status: problem.status });
  return problem instanceof Error ? problem.message : String(problem);
}

/** One piece of work at a time: that it is under way, and what went wrong with the last one. */
export class Work implements ReactiveController {
  busy = false;
  problem = '';
  /** The field of a form that the problem is with; empty where it is with none. */
  field = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly away?: string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.clear();
  }

  /** What was wrong with the last try says nothing about what is being typed now. */
  readonly clear = (): void => {
    if (!this.problem) return;
    this.problem = this.field = '';
    this.host.requestUpdate();
  };

  /** Whether it was done; while another piece is under way nothing is. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = this.field = '';
    this.host.requestUpdate();
    try {
      await work();
    } catch (problem) {
      this.problem = problemText(problem, this.away);
      this.field = (problem instanceof Problem && problem.field) || '';
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
    return this.problem === '';
  }
}
