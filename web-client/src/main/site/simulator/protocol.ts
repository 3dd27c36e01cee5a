// Types of the simulator port. Numbers of the machine are plain numbers (unsigned 32-bit); hex text is made by the page.

export type Style = 'plain' | 'code' | 'name' | 'number' | 'fault' | 'allow';
export interface Part { text: string; kind: Style }
/** A sentence: formatted in Java from the catalogue; `parts` are for drawing, `text` for speaking. */
export interface Sentence { id: string; text: string; parts: Part[] }

export type Request =
  | { do: 'open'; catalogue: object; lesson?: object; passed?: string[]; scenario?: object; log?: LogEntry[]; seed?: number | undefined; simulator?: string | undefined; scenarioHash?: string | undefined; digest?: string | undefined; waypoints?: Waypoint[] | undefined } // what a sandbox says of itself is compared; answers {view, warning?}
  | { do: 'step' } | { do: 'back' } | { do: 'over' }
  | { do: 'line'; move: LineMove }                     // by lines of a program in C
  | { do: 'frames'; line?: number }                    // answers {frames}: the calls of a program in C, and the instructions of a line
  | { do: 'run'; stops: Stop[]; budget: number }      // forward until a stop, the end, or `budget` steps (worker calls it repeatedly so that pause works)
  | { do: 'next'; kinds: MarkKind[] } | { do: 'previous'; kinds: MarkKind[] } // to next/previous event
  | { do: 'until'; event: string; from?: 'start' }     // to the next event of this name, or to the first one
  | { do: 'seek'; step: number }
  | { do: 'load'; file: string; text: string }
  | { do: 'poke'; path: string; value: number }
  | { do: 'answer'; task: string; value: string | number | string[] }
  | { do: 'hint'; task: string }
  | { do: 'assemble'; file: string; text: string }     // errors and warnings only, changes nothing (while typing)
  | { do: 'memory'; address: number; length: number }  // answers {bytes, written: [[from,to]] since last step}
  | { do: 'pages'; linear?: number; otherwise?: number; writers?: boolean } // answers {pages}: the walk to `linear`, else the one of this step, else to `otherwise`; `writers` takes a replay
  | { do: 'who'; path: string; from?: number }         // answers {who}: who last wrote a value, looking back from here or from a step
  | { do: 'watch'; path: string; on: WatchOn | 'off' } // answers {view, said}: a run stops there, or no longer; no log has it
  | { do: 'passage' }                                  // answers {passage}: how this step handed control over, else the delivery to come, else the last one before; takes a replay
  | { do: 'devices' }                                  // answers {devices}
  | { do: 'share' }                                    // answers {sandbox, fragment | null, size}
  | { do: 'unshare'; fragment: string }                // answers {sandbox}
  | { do: 'merge'; local: Records; remote: Records }   // answers {progress}; touches no machine
  | { do: 'log' } | { do: 'digest' } | { do: 'view' }
  | { do: 'restart' };                                 // lesson's own start, answers kept out

/** When a run stops at a value; a register is only ever written. */
export type WatchOn = 'write' | 'read' | 'access';
export type LineMove = 'into' | 'over' | 'out' | 'back';
export type Stop = 'ring' | 'fault' | 'call';
export type MarkKind = 'crossing' | 'fault' | 'exit' | 'call' | 'table' | 'halt' | 'poke';
export interface LogEntry { do: string; [key: string]: unknown }

export interface View {
  step: number;            // current step
  lastStep: number;        // furthest step known on this timeline
  instructions: number;
  status: 'ready' | 'paused' | 'fault' | 'waiting' | 'halted' | 'shutdown'; // waiting: halted until an interrupt comes
  stopped: Sentence | null;   // why a run stopped
  sentence: Sentence;         // what the last step did
  next: Sentence | null;      // what will come next ("next: gate 0x0D to the kernel" or the instruction)
  spoken: string;
  registers: Register[];      // eax ebx ecx edx esi edi ebp esp eip
  segments: SegmentView[];    // cs ss ds es fs gs tr ldtr
  flags: FlagView[];          // IOPL OF DF IF TF SF ZF AF PF CF
  eflags: number;
  mode: 'real' | 'protected' | 'virtual'; cpl: number; iopl: number;
  cr0: number;
  code: CodeView;
  tables: TablesView;
  rings: RingsView;
  why: WhyView | null;        // at a pending fault, or the last one while in its delivery
  marks: Mark[];              // all marks up to lastStep (bounded to 2,000)
  bands: Band[];              // CPL over time
  tasks: TaskView[];          // empty without lesson
  watches: WatchView[];
  console: string;
  events: EventView[];        // of the last step
}
export interface Register { name: string; value: number; changed: boolean }
export interface SegmentView { name: string; selector: number; base: number; limit: number; rights: number; dpl: number; changed: boolean; text: string; differs: Sentence | null /* what memory says meanwhile */ }
export interface FlagView { name: string; value: number; changed: boolean; asked: boolean /* the last check asked for it */ }
export interface CodeView {
  files: FileView[];
  current: { file: string; line: number } | null;
  ran: { file: string; line: number } | null; // the line of the instruction that the sentence is about
  /** where the instruction pointer is outside every file: disassembly around it */
  listing: { address: number; bytes: string; text: string; current: boolean }[];
}
export interface FileView { name: string; editable: boolean; text: string; lines: CodeLine[]; errors: AsmErrorView[]; warnings?: AsmErrorView[] }
export interface CodeLine { line: number; address: number; length: number; executed: boolean; fault: string | null }
export interface AsmErrorView { line: number; column: number; length: number; message: Sentence }

export interface TablesView {
  gdt: { base: number; limit: number; entries: DescriptorView[] };
  idt: { base: number; limit: number; entries: DescriptorView[] };   // present or non-zero entries only
  tss: { base: number; limit: number; fields: { name: string; offset: number; value: number; changed: boolean }[] } | null;
}
export interface DescriptorView {
  table: 'gdt' | 'idt'; index: number; selector: number; address: number;
  low: number; high: number; kind: string;            // 'code', 'data', 'tss', 'call gate', 'interrupt gate', 'trap gate', 'null', …
  word: Sentence | null;                              // of a gate: what it is to ring 3
  title: string;                                      // "32-bit interrupt gate to 0008:00008080"
  fields: FieldView[];                                // bit 63 down to 0
  split: SplitView[];                                 // what lies in several pieces, set as a whole
  usedBy: string[];                                   // segment registers that hold it
}
export interface FieldView { name: string; word: 0 | 1 /* 1 = high */; high: number; low: number; value: number; text: string; path: string | null /* pokeable */; asked: boolean; spoken: string }

export interface SplitView { name: string; value: number; bits: number; path: string }

export interface RingsView {
  cpl: number;
  usedRings: number[];        // rings that have a segment descriptor or gate
  gates: GateView[];
  regions: RegionView[];      // houses: what ring-3 (and others') segments hold: code, data, stack
  actor: ActorView | null;    // where the instruction stands
  crossing: { from: number; to: number; gate: number | null; by: string } | null;    // of the last step
  refusal: { rule: string; compare: CompareView[]; gate: number | null } | null;
}
export interface GateView { id: number /* vector or selector */; kind: 'interrupt' | 'trap' | 'call' | 'task'; label: string /* 0x30 */; dpl: number; openTo: number[]; open: boolean /* to ring 3, by its DPL */; target: string /* handler's symbol, or address */; targetRing: number; word: Sentence; usedNow: boolean }
export interface RegionView { name: 'code' | 'data' | 'stack' | 'library' /* conforming */; ring: number; base: number; limit: number }
export interface ActorView { ring: number; mnemonic: string; text: string; privileged: boolean; trail: { address: number; text: string }[] /* last six of this ring visit */; place: 'home' | 'library' | 'wall' | 'gate' | 'court' ; gate: number | null }
export interface CompareView { name: string; value: number | null; relation: '<=' | '>' | '=' | '!=' | null; failed: boolean; asked: boolean }

/** Paging, asked for apart from the view: it takes walks and searches. */
export interface PagesView {
  on: boolean; text: Sentence; cr3: number;
  accesses: { linear: number; refused: boolean }[];   // walks that this step made
  walk: WalkView | null;
  ranges: RangeView[]; complete: boolean;             // what the tables map, bounded
  data: TranslationView[]; code: TranslationView[];   // used slots of the buffers
}
export interface WalkView {
  linear: number; ofStep: boolean; refused: boolean; title: Sentence; cr3: number;
  indices: IndexView[]; entries: PageEntryView[];
  physical: number | null; frame: number | null; pageBytes: number;
}
/** The bits of a linear address that select an entry, or the byte in the page. */
export interface IndexView { level: 'pointer' | 'directory' | 'table' | 'offset'; high: number; low: number; value: number; text: string }
export interface PageEntryView {
  level: 'pointer' | 'directory' | 'table'; index: number; address: number; low: number; high: number | null /* PAE only */;
  bits: PageBitView[]; next: number | null /* where it leads */; decided: boolean /* it ended the walk, or denied the access */;
  written: Sentence | null; step: number | null;       // only with `writers`
}
export interface PageBitView { name: string; value: number; path: string | null /* pokeable */; decided: boolean; changed: boolean }
export interface RangeView { first: number; last: number; physical: number; text: string; user: boolean; global: boolean; large: boolean }
export interface TranslationView { linear: number; physical: number; text: string; user: boolean; global: boolean; stale: Sentence | null }

/** A way of control, as the processor went it. */
export interface PassageView {
  step: number; title: Sentence; from: string;        // what began it, in a word or two
  rows: PassageRow[]; end: Sentence | null;           // what a refusal led to
  tasks: TaskImageView[];                             // none, or the task that was left and the one that was entered
}
export type PassageRow =
  | { kind: 'check'; name: 'passed' | 'failed' | 'open'; text: Sentence; value: string; section: string }
  | { kind: 'entry'; name: 'GDT' | 'LDT' | 'IDT'; address: number; value: string; text: string; dpl: number }
  | { kind: 'read' | 'write'; name: string; address: number; value: string }
  | { kind: 'load'; name: string; from: string; plus: number; value: string }   // from a register
  | { kind: 'change'; name: string; before: string; value: string };
export interface TaskImageView { entered: boolean; selector: number; bits: 16 | 32; busy: boolean; fields: { name: string; address: number; value: string; moved: boolean }[] }

/** A program in C as it runs: its calls, innermost first, and the instructions that a line was compiled to. */
export interface FramesView {
  file: string; ring: number; line: number | null;
  frames: CallView[];
  ending: EndingView | null;     // where the kernel has stopped the machine behind the program
  globals: VariableView[];
  code: { address: number; bytes: string; text: string; current: boolean; executed: boolean }[];
}
/** How a program ended: with a status, which main returned or exit was called with, or by a fault. */
export type EndingView = { status: number; returned: boolean } | { fault: string; address: number; stackUsedUp: boolean };
export interface CallView { function: string; kernel: boolean; own: boolean /* not the library's */; line: number | null; address: number; base: number | null; variables: (VariableView & { parameter: boolean })[] }
export interface VariableView { name: string; type: string; address: number | null; value: string }

/** What a board with a timer has: two 8259A, and the three counters of an 8254. */
export interface DevicesView { chips: ChipView[]; counters: CounterView[] }
export interface ChipView { requests: number; mask: number; inService: number; base: number; served: number; next: number /* lines, or -1 */ }
export interface CounterView { mode: number; reload: number /* 0: none yet */; count: number; output: boolean; rise: number /* cycles, or -1 */ }

export interface WhyView {
  title: Sentence; section: string; rule: Sentence;
  rows: { name: string; value: number | null; text: string; source: Sentence; step: number | null; asked: boolean }[];
  verdict: { text: string; ok: boolean; sentence: Sentence };
}
/** Who last wrote a value; `before` is what was there, `further` from where to ask for whoever wrote it before. */
export interface WhoView { path: string; name: Sentence; now: string; sentence: Sentence; before: string | null; step: number | null; further: number | null }
/** A value at which runs stop; `choice`: it can be read, too. */
export interface WatchView { path: string; name: Sentence; on: WatchOn; choice: boolean }
export interface Mark { step: number; kind: MarkKind; label: string; sentence: string }
export interface Band { from: number; to: number; cpl: number }
export interface EventView { name: string; sentence: Sentence }
export interface TaskView {
  id: string; title: string; state: 'locked' | 'open' | 'passed'; step: number | null; firstTry: boolean;
  answered: string | number | string[] | null; feedback: Sentence | null; correct: boolean | null;
  hintsGiven: Sentence[]; moreHints: boolean;
  ask: { type: 'choice' | 'multi' | 'number' | 'order' | 'match' | 'none'; choices: { value: string; text: string }[] } ;
  deadEnd: Sentence | null;
  retry: number | null;       // the last step at which a prediction counts, once the machine is beyond it
}

/** What the port answers. `view` comes with every request that can change or show the machine. */
export type Answer = Success | Refusal;
export interface Success {
  ok: true; view?: View;
  warning?: { message: object; text: string };      // open: something is not as it was when the log was made
  errors?: AsmErrorView[]; warnings?: AsmErrorView[]; // assemble
  bytes?: number[];                                 // memory
  written?: [number, number][];                     // memory: first and last byte of each change
  pages?: PagesView;                                // pages
  who?: WhoView; said?: Sentence;                   // who, watch
  passage?: PassageView | null;                     // passage
  devices?: DevicesView | null;                     // devices
  frames?: FramesView | null;                       // frames
  sandbox?: Sandbox; fragment?: string | null;      // share, unshare
  size?: number;                                    // share: bytes of the sandbox
  progress?: Records;                               // merge
  log?: LogEntry[]; digest?: string;                // log, digest
  step?: number; instructions?: number;             // digest
}
export interface Refusal { ok: false; error: { message?: object; text: string; field?: string } }
export interface Sandbox { format: 1; simulator: string; lesson?: string; scenario?: object; scenarioHash: string; seed?: number; log: LogEntry[]; digest: string; waypoints?: Waypoint[] }
/** The state after so many entries of a log. */
export interface Waypoint { entry: number; digest: string }

/** What a learner has passed, lesson by lesson. `updated` is when the server stored the log that it has, in its milliseconds. */
export interface Records { lessons: Record<string, LessonRecord> }
export interface LessonRecord { tasks: Record<string, Passed>; log: LogEntry[]; updated?: number }
export interface Passed { passedAt: string; firstTry: boolean }
