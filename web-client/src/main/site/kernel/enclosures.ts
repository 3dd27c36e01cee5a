import type { KernelView, NamespaceView, ProcessView } from '../simulator/kernel-views';
import { containerOf } from './containers';
import { kinds } from './fences';

/** A process's place in the village's grid. */
export interface Cell {
  process: ProcessView;
  column: number;
  row: number;
}
/** A line around all that stand in some columns and rows, outside of other lines. */
export interface Enclosure {
  space: NamespaceView;
  /** Others around the same processes, when one line is drawn for all of them. */
  together: NamespaceView[];
  members: Cell[];
  columns: [number, number];
  rows: [number, number];
  /** How many lines there are from the houses to this one, itself among them. */
  line: number;
  /** There are others of its kind, or other lines of the same namespace. */
  ambiguous: boolean;
  /** The container that all in it belong to. */
  container: string | undefined;
}

/**
 * Lines around those who are in other namespaces than the host's, outer ones first. A line runs
 * around a process and all its descendants; of two lines of a kind the inner one counts. Where
 * that would be wrong, each process has a line of its own, with the same name.
 *
 * @param together whether several around the same processes are one line
 */
export function enclosuresOf(kernel: KernelView, cells: Cell[], together = false): Enclosure[] {
  const { namespaces } = kernel;
  const own = kinds.flatMap((kind) =>
    namespaces.filter((space) => space.kind === kind && !space.initial),
  );
  const each = own.flatMap((space) =>
    groupsOf(space, namespaces, cells).map(around(space, kernel)),
  );
  const found = together ? joined(each) : each;
  found.sort((a, b) => b.members.length - a.members.length);
  for (const [i, one] of [...found.entries()].reverse()) {
    const inner = found.slice(i + 1).filter((other) => touches(one, other));
    one.line = 1 + Math.max(0, ...inner.map(({ line }) => line));
  }
  for (const one of found)
    one.ambiguous = found.some((other) => other !== one && other.space.kind === one.space.kind);
  return found;
}

/** One for all that run around the same processes. */
function joined(each: Enclosure[]): Enclosure[] {
  const key = ({ members }: Enclosure): string => members.map((cell) => cell.process.pid).join();
  const found = new Map<string, Enclosure>();
  for (const one of each) {
    const first = found.get(key(one));
    if (first) first.together.push(one.space);
    else found.set(key(one), one);
  }
  return [...found.values()];
}

/** Those that one line can run around. */
function groupsOf(space: NamespaceView, all: NamespaceView[], cells: Cell[]): Cell[][] {
  const at = new Map(cells.map((cell) => [cell.process.pid, cell]));
  const isIn = (cell: Cell | undefined): boolean =>
    cell !== undefined && space.members.includes(cell.process.pid);
  const host = all.find(({ kind, initial }) => kind === space.kind && initial);
  const above = (cell: Cell): Cell[] => {
    const parent = at.get(cell.process.parent);
    return parent ? [parent, ...above(parent)] : [];
  };
  const groups: Cell[][] = [];
  for (const root of cells) {
    if (!isIn(root) || above(root).some(isIn)) continue;
    const family = cells.filter((cell) => cell === root || above(cell).includes(root));
    if (family.some(({ process: { pid } }) => host?.members.includes(pid)))
      groups.push(...family.filter(isIn).map((cell) => [cell]));
    else groups.push(family);
  }
  return groups;
}

const around =
  (space: NamespaceView, kernel: KernelView) =>
  (members: Cell[]): Enclosure => {
    const ends = (of: (cell: Cell) => number): [number, number] => [
      Math.min(...members.map(of)),
      Math.max(...members.map(of)),
    ];
    const names = new Set(members.map(({ process }) => containerOf(kernel, process.cgroup)));
    return {
      space,
      together: [],
      members,
      columns: ends(({ column }) => column),
      rows: ends(({ row }) => row),
      line: 1,
      ambiguous: false,
      container: names.size === 1 ? [...names][0] : undefined,
    };
  };

/** The other one lies within, and has a side where this one has its own. */
const touches = (one: Enclosure, other: Enclosure): boolean =>
  other.members.every((cell) => one.members.includes(cell)) &&
  [...one.columns, ...one.rows].some((end, i) => [...other.columns, ...other.rows][i] === end);

/** How many lines there are beside a column, or above and below a row. */
export const linesAt = (
  enclosures: Enclosure[],
  along: 'columns' | 'rows',
  end: 0 | 1,
  place: number,
): number =>
  Math.max(0, ...enclosures.filter((one) => one[along][end] === place).map(({ line }) => line));
