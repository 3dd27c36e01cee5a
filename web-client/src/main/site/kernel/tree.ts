import type { ProcessView } from '../simulator/kernel-views';

/** Processes in the order of a tree, children below their parent, with their generations. */
export function tree(processes: ProcessView[]): { process: ProcessView; depth: number }[] {
  const known = new Set(processes.map((process) => process.pid));
  const ordered: { process: ProcessView; depth: number }[] = [];
  const add = (process: ProcessView, depth: number): void => {
    ordered.push({ process, depth });
    for (const child of processes) if (child.parent === process.pid) add(child, depth + 1);
  };
  for (const process of processes) if (!known.has(process.parent)) add(process, 0);
  return ordered;
}
