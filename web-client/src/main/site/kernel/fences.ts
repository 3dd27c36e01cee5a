import type {
  KernelView,
  NamespaceKind,
  NamespaceView,
  ProcessView,
} from '../simulator/kernel-views';
import { tree } from './tree';

/** In the order of rows. */
export const kinds: NamespaceKind[] = ['user', 'mnt', 'pid', 'uts', 'ipc', 'net', 'cgroup', 'time'];

/** A process, or those that are in the same namespaces, where there are too many. */
export interface Column {
  processes: ProcessView[];
  /** The one of each kind. */
  of: Map<NamespaceKind, NamespaceView>;
}

/** One namespace over columns that stand side by side; none where it is one too many to be told. */
export interface Span {
  space: NamespaceView | undefined;
  length: number;
}

/** More processes than this are put together by what they share. */
const most = 7;
/** More columns than this keep the order that they have. */
const mostMoved = 24;

/** The columns in an order in which as many sets as can be are spans. */
export function columnsOf(kernel: KernelView): Column[] {
  const groups = groupsOf(kernel);
  const [first] = groups;
  if (groups.length <= mostMoved) improve(groups);
  if (first && groups.indexOf(first) > (groups.length - 1) / 2) groups.reverse();
  const processes = groups.reduce((sum, { processes: all }) => sum + all.length, 0);
  if (processes > most) return groups;
  return groups.flatMap(({ processes: all, of }) => all.map((one) => ({ processes: [one], of })));
}

function groupsOf(kernel: KernelView): Column[] {
  const groups = new Map<string, Column>();
  const found = new Map<number, Map<NamespaceKind, NamespaceView>>();
  for (const space of kernel.namespaces)
    for (const pid of space.members) {
      const of = found.get(pid) ?? new Map<NamespaceKind, NamespaceView>();
      found.set(pid, of.set(space.kind, space));
    }
  for (const { process } of tree(kernel.processes)) {
    const of = found.get(process.pid);
    if (!of) continue;
    const key = [...kinds.map((kind) => of.get(kind)?.number), rootOf(process)].join();
    const group = groups.get(key);
    if (group) group.processes.push(process);
    else groups.set(key, { processes: [process], of });
  }
  return [...groups.values()];
}

/** Moves one at a time to where fewest sets are torn, until no move helps. */
function improve(groups: Column[]): void {
  for (let best = torn(groups); best > 0;) {
    const before = best;
    for (const group of [...groups]) {
      const from = groups.indexOf(group);
      groups.splice(from, 1);
      let place = from;
      for (let to = 0; to <= groups.length; to++) {
        const now = torn([...groups.slice(0, to), group, ...groups.slice(to)]);
        if (now >= best) continue;
        best = now;
        place = to;
      }
      groups.splice(place, 0, group);
    }
    if (best === before) return;
  }
}

/** How many spans there are more than namespaces. */
const torn = (columns: Column[]): number =>
  kinds.reduce((sum, kind) => {
    const spans = spansOf(columns, kind);
    return sum + spans.length - new Set(spans.map(({ space }) => space)).size;
  }, 0);

/** A row: the namespaces of a kind, from left to right. */
export const spansOf = (columns: Column[], kind: NamespaceKind): Span[] =>
  runs(columns, ({ of }) => of.get(kind)).map(({ of, length }) => ({ space: of, length }));

/** Where paths begin, from left to right. */
export const rootsOf = (columns: Column[]): { root: string; length: number }[] =>
  runs(columns, ({ processes: [first] }) => (first ? rootOf(first) : '/')).map(
    ({ of, length }) => ({ root: of, length }),
  );

const rootOf = ({ root }: ProcessView): string => root ?? '/';

/** The host name that those in a namespace see. */
export const hostOf = (columns: Column[], space: NamespaceView): string =>
  columns.find(({ of }) => of.get('uts') === space)?.processes[0]?.host ?? '';

function runs<T>(columns: Column[], of: (column: Column) => T): { of: T; length: number }[] {
  const found: { of: T; length: number }[] = [];
  for (const column of columns) {
    const last = found.at(-1);
    const here = of(column);
    if (last && last.of === here) last.length++;
    else found.push({ of: here, length: 1 });
  }
  return found;
}

export const isTorn = (columns: Column[]): boolean => torn(columns) > 0;

/** The number that it has for itself, where it is another one. */
export const ownNumber = ({ numbers }: ProcessView): number | undefined => numbers?.at(-1);

/** The last digits, which tell one from another. */
export const short = (number: number): string => `…${String(number).slice(-4)}`;
