// Types of the simulator port. Numbers of the machine are plain numbers (unsigned 32-bit); hex text
// is made by the page.

import type { ExitsView } from './exit-views';
import type { KernelView } from './kernel-views';
import type { Sentence } from './sentence';
import type {
  Technique,
  StackView,
  PagesView,
  PassageView,
  FramesView,
  DevicesView,
} from './sheets';

export type * from './exit-views';
export type * from './kernel-views';
export type * from './sentence';
export type * from './sheets';

export type Request =
  | {
      do: 'open';
      catalogue: object;
      lesson?: object;
      passed?: string[];
      scenario?: object;
      log?: LogEntry[];
      seed?: number | undefined;
      simulator?: string | undefined;
      scenarioHash?: string | undefined;
      digest?: string | undefined;
      waypoints?: Waypoint[] | undefined;
    } // what a sandbox says of itself is compared; answers {view, warning?}
  | { do: 'step' }
  | { do: 'back' }
  | { do: 'retry' } // back to before the refused step, with what was changed by hand since
  | { do: 'over' }
  | { do: 'line'; move: LineMove } // by lines of a program in C
  // answers {frames}: the calls of a program in C, and the instructions of a line
  | { do: 'frames'; line?: number }
  // Forward until a stop, the end, or `budget` steps; asked repeatedly, so that pause works.
  // `questions` stop it too, except the one at the step `past`, and so do `tasks` that are passed.
  // It ends where a machine rests; with `wake` it passes the rest at which it begins.
  | {
      do: 'run';
      stops: Stop[];
      budget: number;
      questions?: boolean;
      tasks?: boolean;
      past?: number;
      wake?: boolean;
    }
  | { do: 'next'; kinds: MarkKind[] }
  | { do: 'previous'; kinds: MarkKind[] } // to next/previous event
  // to the next event of this name, or to the first one
  | { do: 'until'; event: string; from?: 'start' }
  | { do: 'seek'; step: number }
  // a file `technique` has the name of one, by which guests run from then on
  | { do: 'load'; file: string; text: string }
  | { do: 'poke'; path: string; value: number }
  | { do: 'answer'; task: string; value: string | number | string[] }
  | { do: 'hint'; task: string }
  | { do: 'type'; terminal: number; text: string }
  | { do: 'resize'; terminal: number; columns: number; rows: number }
  // answers {text}: what was written to a terminal from a byte on, a character for each
  | { do: 'terminal'; terminal: number; from: number }
  // errors and warnings only, changes nothing (while typing)
  | { do: 'assemble'; file: string; text: string }
  // answers {bytes, written: [[from,to]] since last step}
  | { do: 'memory'; address: number; length: number }
  // Answers {pages}: the walk to `linear`, else the one of this step, else to `otherwise`;
  // `writers` takes a replay.
  | { do: 'pages'; linear?: number; otherwise?: number; writers?: boolean }
  // answers {who}: who last wrote a value, looking back from here or from a step
  | { do: 'who'; path: string; from?: number }
  // answers {view, said}: a run stops there, or no longer; no log has it
  | { do: 'watch'; path: string; on: WatchOn | 'off' }
  // answers {passage}: how this step handed control over, else the delivery to come, else the last
  // one before; takes a replay
  | { do: 'passage' }
  // answers {stack}: its words and what each is; takes a replay
  | { do: 'stack' }
  // forward to a line of a file, or to the next question
  | { do: 'reach'; file?: string; line?: number }
  | { do: 'devices' } // answers {devices}
  // answers {exits}: how guests were left, and the exit here from end to end; takes a replay
  | { do: 'exits' }
  | { do: 'kernel' } // answers {kernel}: null where it is none that we know
  | { do: 'share' } // answers {sandbox, fragment | null, size}
  | { do: 'unshare'; fragment: string } // answers {sandbox}
  | { do: 'merge'; local: Records; remote: Records } // answers {progress}; touches no machine
  | { do: 'log' }
  | { do: 'digest' }
  | { do: 'view' }
  | { do: 'restart' }; // lesson's own start, answers kept out

/** When a run stops at a value; a register is only ever written. */
export type WatchOn = 'write' | 'read' | 'access';
export type LineMove = 'into' | 'over' | 'out' | 'back';
export type Stop = 'ring' | 'fault' | 'call' | 'exit' | 'lie';
export type MarkKind = 'crossing' | 'fault' | 'exit' | 'call' | 'table' | 'halt' | 'poke' | 'lie';
export interface LogEntry {
  do: string;
  [key: string]: unknown;
}

export interface View {
  step: number; // current step
  lastStep: number; // furthest step known on this timeline
  instructions: number;
  // waiting: halted until an interrupt comes
  status: 'ready' | 'paused' | 'fault' | 'waiting' | 'halted' | 'shutdown';
  stopped: Sentence | null; // why a run stopped
  sentence: Sentence; // what the last step did
  next: Sentence | null; // what will come next ("next: gate 0x0D to the kernel" or the instruction)
  spoken: string;
  registers: Register[]; // eax ebx ecx edx esi edi ebp esp eip
  segments: SegmentView[]; // cs ss ds es fs gs tr ldtr
  flags: FlagView[]; // IOPL OF DF IF TF SF ZF AF PF CF
  eflags: number;
  mode: 'real' | 'protected' | 'virtual';
  cpl: number;
  iopl: number;
  cr0: number;
  code: CodeView;
  tables: TablesView;
  rings: RingsView;
  why: WhyView | null; // at a pending fault, or the last one while in its delivery
  marks: Mark[]; // marks up to lastStep, at most the last 2,000
  marksForgotten: boolean; // earlier steps had marks, too
  terminals?: number[]; // bytes written to each
  terminalSizes?: { columns: number; rows: number }[];
  ended?: boolean; // with terminals: nobody will read what is typed
  rest?: Rest | null; // with terminals
  bands: Band[]; // CPL over time
  tasks: TaskView[]; // empty without lesson
  watches: WatchView[];
  console: string;
  events: EventView[]; // of the last step
}
export interface Register {
  name: string;
  value: number;
  changed: boolean;
}
export interface SegmentView {
  name: string;
  selector: number;
  base: number;
  limit: number;
  rights: number;
  dpl: number;
  changed: boolean;
  text: string;
  differs: Sentence | null; /* what memory says meanwhile */
}
export interface FlagView {
  name: string;
  value: number;
  changed: boolean;
  asked: boolean; /* the last check asked for it */
}
export interface CodeView {
  files: FileView[];
  current: { file: string; line: number } | null;
  // the line of the instruction that the sentence is about
  ran: { file: string; line: number } | null;
  /** where the instruction pointer is outside every file: disassembly around it */
  listing: { address: number; bytes: string; text: string; current: boolean }[];
}
export interface FileView {
  name: string;
  editable: boolean;
  text: string;
  lines: CodeLine[];
  errors: AsmErrorView[];
  warnings?: AsmErrorView[];
}
export interface CodeLine {
  line: number;
  address: number;
  length: number;
  executed: boolean;
  fault: string | null;
}
export interface AsmErrorView {
  line: number;
  column: number;
  length: number;
  message: Sentence;
}

export interface TablesView {
  gdt: { base: number; limit: number; entries: DescriptorView[] };
  // present or non-zero entries only
  idt: { base: number; limit: number; entries: DescriptorView[] };
  tss: {
    base: number;
    limit: number;
    fields: { name: string; offset: number; value: number; changed: boolean }[];
  } | null;
}
export interface DescriptorView {
  table: 'gdt' | 'idt';
  index: number;
  selector: number;
  address: number;
  low: number;
  high: number;
  kind: string; // 'code', 'data', 'tss', 'call gate', 'interrupt gate', 'trap gate', 'null', …
  word: Sentence | null; // of a gate: what it is to ring 3
  title: string; // "32-bit interrupt gate to 0008:00008080"
  fields: FieldView[]; // bit 63 down to 0
  split: SplitView[]; // what lies in several pieces, set as a whole
  usedBy: string[]; // segment registers that hold it
}
export interface FieldView {
  name: string;
  word: 0 | 1 /* 1 = high */;
  high: number;
  low: number;
  value: number;
  text: string;
  path: string | null /* pokeable */;
  asked: boolean;
  spoken: string;
}

export interface SplitView {
  name: string;
  value: number;
  bits: number;
  path: string;
}

export interface RingsView {
  cpl: number;
  usedRings: number[]; // rings that have a segment descriptor or gate
  gates: GateView[];
  regions: RegionView[]; // houses: what ring-3 (and others') segments hold: code, data, stack
  actor: ActorView | null; // where the instruction stands
  // of the last step
  crossing: { from: number; to: number; gate: number | null; by: string } | null;
  refusal: { rule: string; compare: CompareView[]; gate: number | null } | null;
}
export interface GateView {
  id: number /* vector or selector */;
  kind: 'interrupt' | 'trap' | 'call' | 'task';
  label: string /* 0x30 */;
  caller: Sentence; // what comes to it: int 0x30, call 0x38, fault #GP, IRQ 0
  dpl: number;
  openTo: number[];
  open: boolean /* to ring 3, by its DPL */;
  target: string /* handler's symbol, or address */;
  targetRing: number;
  word: Sentence;
  usedNow: boolean;
}
export interface RegionView {
  name: 'code' | 'data' | 'stack' | 'library' /* conforming */;
  ring: number;
  base: number;
  limit: number;
  address: number; // where one looks for it
  file: string | null; // of code
}
export interface ActorView {
  ring: number;
  mnemonic: string;
  text: string;
  privileged: boolean;
  trail: { address: number; text: string }[] /* last six of this ring visit */;
  place: 'home' | 'library' | 'wall' | 'gate' | 'court';
  gate: number | null;
}
export interface CompareView {
  name: string;
  value: number | null;
  relation: '<=' | '>' | '=' | '!=' | null;
  failed: boolean;
  asked: boolean;
}

export interface WhyView {
  title: Sentence;
  section: string;
  rule: Sentence;
  rows: {
    name: string;
    value: number | null;
    text: string;
    source: Sentence;
    step: number | null;
    asked: boolean;
    changed: Sentence | null; // by hand, after the refusal
  }[];
  verdict: { text: string; ok: boolean; sentence: Sentence };
  changed: boolean; // something was, by hand: it can be tried again
}
/**
 * Who last wrote a value; `before` is what was there, `further` from where to ask for whoever wrote
 * it before.
 */
export interface WhoView {
  path: string;
  name: Sentence;
  now: string;
  sentence: Sentence;
  before: string | null;
  step: number | null;
  further: number | null;
}
/** A value at which runs stop; `choice`: it can be read, too. */
export interface WatchView {
  path: string;
  name: Sentence;
  on: WatchOn;
  choice: boolean;
}
/**
 * A machine in which nobody runs until `tick` of its own clock: so many milliseconds from here.
 * `read`: somebody waits for what is typed.
 */
export interface Rest {
  tick: string;
  millis: number;
  read: boolean;
  text: string;
}
export interface Mark {
  step: number;
  kind: MarkKind;
  label: string;
  sentence: string;
}
export interface Band {
  from: number;
  to: number;
  cpl: number;
  who?: number; // guest from 1 or process; the machine's own software without
}
export interface EventView {
  name: string;
  sentence: Sentence;
}
export interface TaskView {
  id: string;
  title: string;
  state: 'locked' | 'open' | 'passed';
  step: number | null;
  firstTry: boolean;
  answered: string | number | string[] | null;
  /** The machine answers it: the learner says before what it will do. */
  predicts: boolean;
  /** What leads to the answer: going to a named step, going on, or what the learner does. */
  way: 'named' | 'ahead' | 'open' | null;
  /** The next step answers it, and nothing was said yet. */
  asked: boolean;
  /** The first answer that counted. */
  believed: string | number | string[] | null;
  feedback: Sentence | null;
  correct: boolean | null;
  hintsGiven: Sentence[];
  moreHints: boolean;
  ask: {
    type: 'choice' | 'multi' | 'number' | 'order' | 'match' | 'none';
    choices: { value: string; text: string }[];
  };
  deadEnd: Sentence | null;
  /** What the machine still has to show beside a right answer. */
  missing: { place: 'terminal' | 'events' | 'machine'; shown: number; of: number } | null;
  retry: number | null; // the last step at which a prediction counts, once the machine is beyond it
}

/** What the port answers. `view` comes with every request that can change or show the machine. */
export type Answer = Success | Refusal;
export interface Success {
  ok: true;
  view?: View;
  // open: something is not as it was when the log was made
  warning?: { message: object; text: string };
  stack?: StackView;
  errors?: AsmErrorView[];
  warnings?: AsmErrorView[]; // assemble
  bytes?: number[]; // memory
  written?: [number, number][]; // memory: first and last byte of each change
  pages?: PagesView; // pages
  who?: WhoView;
  said?: Sentence; // who, watch
  passage?: PassageView | null; // passage
  devices?: DevicesView | null; // devices
  // devices: how guests could run, where the machine has all that it takes
  techniques?: Technique[];
  exits?: ExitsView | null; // exits
  kernel?: KernelView | null; // kernel
  frames?: FramesView | null; // frames
  sandbox?: Sandbox;
  fragment?: string | null; // share, unshare
  size?: number; // share: bytes of the sandbox
  progress?: Records; // merge
  log?: LogEntry[];
  digest?: string; // log, digest
  from?: number;
  text?: string; // terminal: from a byte on, which is later where the beginning is not kept
  step?: number;
  instructions?: number; // digest
}
export interface Refusal {
  ok: false;
  error: { message?: object; text: string; field?: string };
}
export interface Sandbox {
  format: 1;
  simulator: string;
  lesson?: string;
  scenario?: object;
  scenarioHash: string;
  seed?: number;
  log: LogEntry[];
  digest: string;
  waypoints?: Waypoint[];
}
/** The state after so many entries of a log. */
export interface Waypoint {
  entry: number;
  digest: string;
}

/**
 * What a learner has passed, lesson by lesson. `updated` is when the server stored the log that it
 * has, in its milliseconds.
 */
export interface Records {
  lessons: Record<string, LessonRecord>;
}
export interface LessonRecord {
  tasks: Record<string, Passed>;
  log: LogEntry[];
  updated?: number;
}
export interface Passed {
  passedAt: string;
  firstTry: boolean;
}
