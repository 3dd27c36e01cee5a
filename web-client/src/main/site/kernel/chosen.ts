import type { KernelView, ProcessView } from '../simulator/kernel-views';

/** The process that somebody has picked, in whichever panel: all of them show it. */
class Chosen extends EventTarget {
  pid: number | null = null;

  choose(pid: number | null): void {
    this.pid = pid;
    this.dispatchEvent(new Event('change'));
  }
}

export const chosen = new Chosen();

/** The process that is picked, else the one that runs or has called last, else the newest. */
export function shown(kernel: KernelView, pid: number | null): ProcessView | undefined {
  const { processes, running, calls } = kernel;
  const find = (wanted: number | null | undefined): ProcessView | undefined =>
    processes.find((process) => process.pid === wanted);
  return find(pid) ?? find(running) ?? find(calls.rows[calls.here]?.pid) ?? processes.at(-1);
}
