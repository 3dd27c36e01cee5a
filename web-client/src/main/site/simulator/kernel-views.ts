/** The kernel of a Linux host. Every list is bounded and says how many more there are. */
export interface KernelView {
  /** Whose turn it is; 0 for nobody's, while all wait. */
  running: number;
  processes: ProcessView[];
  moreProcesses: number;
  descriptions: DescriptionView[];
  moreDescriptions: number;
  pipes: PipeView[];
  namespaces: NamespaceView[];
  moreNamespaces: number;
  networks: NetworkView[];
  /** Their names, by their numbers. */
  capabilities: string[];
  overlays: OverlayView[];
  /** Control groups, parents in front of their children. */
  groups: GroupView[];
  moreGroups: number;
  /** The groups that have a name for people. */
  containers: NamedGroupView[];
  calls: SystemCallsView;
}
export interface NamedGroupView {
  /** The path of the group. */
  group: string;
  name: string;
  /** Where the host sees the directory that is theirs as `/`; empty for none. */
  root: string;
}
/** Directories upon each other, the uppermost first. */
export interface OverlayView {
  place: string;
  layers: { name: string; writable: boolean; files: number; bytes: number }[];
  /** Paths that are no plain directories. */
  rows: LayeredPathView[];
  moreRows: number;
}
export interface LayeredPathView {
  path: string;
  says: LayerSayView[];
  /** The layer whose file is seen; -1 where none is. */
  answers: number;
}
/** What a layer has at a path. */
export interface LayerSayView {
  layer: number;
  kind: 'file' | 'directory' | 'opaque' | 'whiteout';
  bytes: number;
}
export type NamespaceKind = 'user' | 'mnt' | 'pid' | 'uts' | 'ipc' | 'net' | 'cgroup' | 'time';
export interface NamespaceView {
  kind: NamespaceKind;
  /** Of its inode. */
  number: number;
  /** Of the user namespace that it belongs to; 0 for the first one of users. */
  owner: number;
  /** The machine began with it. */
  initial: boolean;
  /** Processes that are told of. */
  members: number[];
}
/** A namespace of networks, with what others of it can name. */
export interface NetworkView {
  number: number;
  initial: boolean;
  /** Packets for others are sent on. */
  forwards: boolean;
  interfaces: InterfaceView[];
  routes: { to: string; device: string; gateway?: string }[];
  sockets: SocketView[];
}
export interface InterfaceView {
  index: number;
  name: string;
  up: boolean;
  addresses: string[];
  /** The other end of a pair, and its network where that is another one. */
  peer?: string;
  peerNetwork?: number;
  /** The bridge that it is a port of. */
  master?: string;
}
export interface SocketView {
  kind: 'tcp' | 'udp' | 'icmp' | 'unix';
  name: string;
  listens: boolean;
  peer?: string;
}
/** A control group. What has no limit lacks it, what is not counted is missing. */
export interface GroupView {
  path: string;
  /** Processes that are told of. */
  members: number[];
  frozen: boolean;
  /** That its processes have run. */
  microseconds: number;
  pids?: { current: number; peak: number; max?: number; refused: number };
  /** In KiB. */
  memory?: {
    current: number;
    peak: number;
    max?: number;
    high?: number;
    refused: number;
    killed: number;
  };
  cpu?: {
    weight: number;
    /** Microseconds that it may run in each period of so many. */
    quota?: number;
    period?: number;
    periods: number;
    throttled: number;
    /** It has run all that it may, and waits for the next period. */
    waits: boolean;
  };
}
export interface ProcessView {
  pid: number;
  /** 0 for the first one. */
  parent: number;
  group: number;
  session: number;
  name: string;
  command: string;
  /** The path of its program; empty for the kernel's own. */
  program: string;
  state: 'running' | 'ready' | 'waiting' | 'stopped' | 'frozen' | 'throttled' | 'zombie';
  user: number;
  /** That of its session; empty without one. */
  terminal: string;
  threads: number;
  /** In ring 3, and of the kernel on its behalf. */
  instructions: number;
  kernelInstructions: number;
  /** Of 4096 bytes, that are there. */
  pages: number;
  /** Where it has more than one: from the host's to its own. */
  numbers?: number[];
  /** The path of its control group. */
  cgroup: string;
  /** The host name that it sees; none once it has ended. */
  host?: string;
  /** Where its paths begin, unless at the root of its mounts. */
  root?: string;
  /** How it ended, until its parent asks. */
  status?: number;
  signal?: string;
  waits?: WaitView;
  capabilities: CapabilitiesView;
  /** Of its system calls. */
  filters: number;
  strict: boolean;
  files: DescriptorOfView[];
  moreFiles: number;
  areas: AreaView[];
  moreAreas: number;
}
/** The sets of a process: numbers in hexadecimal, a bit for each capability. */
export interface CapabilitiesView {
  effective: string;
  permitted: string;
  inheritable: string;
  bounding: string;
  ambient: string;
  secureBits: number;
  noNewPrivileges: boolean;
}
/** A capability that the kernel has asked for, and what became of it. */
export interface AskedView {
  capability: string;
  verdict: 'granted' | 'missing' | 'elsewhere' | 'owner';
  /** Of the user namespace in which it would have to count. */
  namespace: number;
}
/** What a filter has said of a call; `filter` counts from the oldest, and is 0 in strict mode. */
export interface FilteredView {
  action: 'kill-process' | 'kill-thread' | 'strict' | 'trap' | 'errno' | 'trace' | 'log';
  filter: number;
  error: string;
  /** What the program gets in place of an answer. */
  signal?: string;
}
/** The call that a process waits in; `until` a tick. */
export interface WaitView {
  call: string;
  descriptor?: number;
  file?: string;
  until?: number;
}
export interface DescriptorOfView {
  number: number;
  description: number;
  /** It is closed when the process starts another program. */
  closes: boolean;
}
export interface AreaView {
  from: number;
  to: number;
  rights: string;
  name: string;
  pages: number;
  resident: number;
}
/** An open file, with the descriptors that lead to it. */
export interface DescriptionView {
  id: number;
  name: string;
  kind: 'terminal' | 'pipe' | 'device' | 'directory' | 'proc' | 'stream' | 'socket' | 'file';
  flags: string;
  position?: number;
  pipe?: number;
  holders: { pid: number; number: number }[];
  moreHolders: number;
}
export interface PipeView {
  number: number;
  bytes: number;
  writers: number[];
  readers: number[];
}
/** Around the present step; `here` is the row that one stands at, or -1. */
export interface SystemCallsView {
  rows: SystemCallView[];
  here: number;
  earlier: number;
  later: number;
}
export interface SystemCallView {
  event: number;
  step: number;
  pid: number;
  name: string;
  later: boolean;
  kind: 'call' | 'signal' | 'exit';
  text: string;
  /** Of a call: EAX, and its name. */
  number?: number;
  call?: string;
  /** Which capabilities the kernel has asked for. */
  asked?: AskedView[];
  filtered?: FilteredView;
  /** Once the kernel has answered. */
  answer?: string;
  result?: number;
  leftStep?: number;
  leftEvent?: number;
  /** The name of the error that it was refused with. */
  error?: string;
}
