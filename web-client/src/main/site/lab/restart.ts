import type { Request } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import type { LabMachine } from './machine';
import type { MachinePanes } from './machine-panes';

/**
 * A restart that can be taken back: what was done and what was typed are put aside, until the
 * machine is changed anew.
 */
export class Restart {
  #aside: { open: Request; typed: Map<string, string> } | null = null;

  constructor(
    private readonly simulator: Simulator,
    private readonly ask: (request: Request) => Promise<void>,
  ) {}

  /** True when there was something to put aside. */
  async begin(
    machine: LabMachine,
    panes: MachinePanes,
    passed: Iterable<string>,
  ): Promise<boolean> {
    const { log = [] } = await this.simulator.request({ do: 'log' });
    const typed = panes.forgetTyping();
    await this.ask({ do: 'restart' });
    if (!log.length && !typed.size) return false;
    this.#aside = { open: machine.openRequest(log, passed), typed };
    return true;
  }

  /** False when there is nothing to take back. */
  async undo(panes: MachinePanes): Promise<boolean> {
    const aside = this.#aside;
    if (!aside) return false;
    this.#aside = null;
    await this.ask(aside.open);
    panes.retype(aside.typed);
    return true;
  }

  noLonger(): void {
    this.#aside = null;
  }
}
