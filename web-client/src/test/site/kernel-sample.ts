import type {
  KernelView,
  NamespaceKind,
  NamespaceView,
  ProcessView,
} from '../../main/site/simulator/kernel-views';

export const process = (
  pid: number,
  parent: number,
  more: Partial<ProcessView> = {},
): ProcessView => ({
  pid,
  parent,
  group: pid,
  session: 2,
  name: `p${pid}`,
  command: '',
  program: '',
  state: 'waiting',
  user: 0,
  terminal: 'console',
  threads: 1,
  instructions: 0,
  kernelInstructions: 0,
  pages: 1,
  capabilities: {
    effective: '1ffffffffff',
    permitted: '1ffffffffff',
    inheritable: '0',
    bounding: '1ffffffffff',
    ambient: '0',
    secureBits: 0,
    noNewPrivileges: false,
  },
  filters: 0,
  strict: false,
  cgroup: '/',
  files: [],
  moreFiles: 0,
  areas: [],
  moreAreas: 0,
  ...more,
});

export const kernel = (processes: ProcessView[], more: Partial<KernelView> = {}): KernelView => ({
  running: 0,
  processes,
  moreProcesses: 0,
  descriptions: [],
  moreDescriptions: 0,
  pipes: [],
  namespaces: [],
  overlays: [],
  networks: [],
  moreNamespaces: 0,
  capabilities: ['CAP_CHOWN'],
  groups: [],
  moreGroups: 0,
  calls: { rows: [], here: -1, earlier: 0, later: 0 },
  ...more,
});

export const space = (
  kind: NamespaceKind,
  number: number,
  members: number[],
  initial = true,
): NamespaceView => ({ kind, number, owner: initial ? 0 : 7, initial, members });
