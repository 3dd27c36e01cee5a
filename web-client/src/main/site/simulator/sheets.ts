// What the sheets of the inspector ask for by themselves: pages, transfers, devices, programs in C.
import type { Sentence } from './sentence';

/** Paging, asked for apart from the view: it takes walks and searches. */
export interface PagesView {
  on: boolean;
  text: Sentence;
  cr3: number;
  accesses: { linear: number; refused: boolean }[]; // walks that this step made
  walk: WalkView | null;
  ranges: RangeView[];
  complete: boolean; // what the tables map, bounded
  data: TranslationView[];
  code: TranslationView[]; // used slots of the buffers
}
export interface WalkView {
  linear: number;
  ofStep: boolean;
  refused: boolean;
  title: Sentence;
  cr3: number;
  indices: IndexView[];
  entries: PageEntryView[];
  physical: number | null;
  frame: number | null;
  pageBytes: number;
}
/** The bits of a linear address that select an entry, or the byte in the page. */
export interface IndexView {
  level: 'pointer' | 'directory' | 'table' | 'offset';
  high: number;
  low: number;
  value: number;
  text: string;
}
export interface PageEntryView {
  level: 'pointer' | 'directory' | 'table';
  index: number;
  address: number;
  low: number;
  high: number | null /* PAE only */;
  bits: PageBitView[];
  next: number | null /* where it leads */;
  decided: boolean /* it ended the walk, or denied the access */;
  written: Sentence | null;
  step: number | null; // only with `writers`
}
export interface PageBitView {
  name: string;
  value: number;
  path: string | null /* pokeable */;
  decided: boolean;
  changed: boolean;
}
export interface RangeView {
  first: number;
  last: number;
  physical: number;
  text: string;
  user: boolean;
  global: boolean;
  large: boolean;
}
export interface TranslationView {
  linear: number;
  physical: number;
  text: string;
  user: boolean;
  global: boolean;
  stale: Sentence | null;
}

/** A way of control, as the processor went it. */
export interface PassageView {
  step: number;
  title: Sentence;
  from: string; // what began it, in a word or two
  rows: PassageRow[];
  end: Sentence | null; // what a refusal led to
  tasks: TaskImageView[]; // none, or the task that was left and the one that was entered
}
export type PassageRow =
  | {
      kind: 'check';
      name: 'passed' | 'failed' | 'open';
      text: Sentence;
      value: string;
      section: string;
    }
  | {
      kind: 'entry';
      name: 'GDT' | 'LDT' | 'IDT';
      address: number;
      value: string;
      text: string;
      dpl: number;
    }
  | { kind: 'read' | 'write'; name: string; address: number; value: string }
  | { kind: 'load'; name: string; from: string; plus: number; value: string } // from a register
  | { kind: 'change'; name: string; before: string; value: string };
export interface TaskImageView {
  entered: boolean;
  selector: number;
  bits: 16 | 32;
  busy: boolean;
  fields: { name: string; address: number; value: string; moved: boolean }[];
}

/**
 * A program in C as it runs: its calls, innermost first, and the instructions that a line was
 * compiled to.
 */
export interface FramesView {
  file: string;
  ring: number;
  line: number | null;
  frames: CallView[];
  ending: EndingView | null; // where the kernel has stopped the machine behind the program
  globals: VariableView[];
  code: { address: number; bytes: string; text: string; current: boolean; executed: boolean }[];
}
/**
 * How a program ended: with a status, which main returned or exit was called with, or by a fault.
 */
export type EndingView =
  { status: number; returned: boolean } | { fault: string; address: number; stackUsedUp: boolean };
export interface CallView {
  function: string;
  kernel: boolean;
  own: boolean /* not the library's */;
  line: number | null;
  address: number;
  base: number | null;
  variables: (VariableView & { parameter: boolean })[];
}
export interface VariableView {
  name: string;
  type: string;
  address: number | null;
  value: string;
}

/** What a board with a timer has: two 8259A, and the three counters of an 8254. */
export interface DevicesView {
  chips: ChipView[];
  counters: CounterView[];
  /** The guests of a hypervisor, whose present one's devices these are. */
  guests: GuestView[] | null;
}
export type Technique = 'trap-and-emulate' | 'binary-translation' | 'vmx';
export interface GuestView {
  name: string;
  technique: Technique;
  state:
    | 'turn'
    | 'waiting'
    | 'frozen'
    | 'blocked'
    | 'halted'
    | 'triple-fault'
    | 'no-memory'
    | 'unknown-instruction'
    | 'bad-segment'
    | 'exit-handler-fault';
  /** The processor runs it now, and not the hypervisor. */
  inside: boolean;
  /** Nothing of it is in the processor, so that it can be kept or put back. */
  away: boolean;
  /** How many instructions it had done when its snapshot was taken; -1 without one. */
  snapshot: number;
  /** The ring that its kernel or program believes to be in, and the real one; -1 at first. */
  ring: number;
  realRing: number;
  /** The interrupt flag as the guest has it. */
  interrupts: boolean;
  /** Bytes that it was given. */
  memory: number;
  /** Where it believes that its tables of segments and of pages lie; empty without paging. */
  segments: string;
  pages: string;
  instructions: number;
  exits: number;
  /** How many for which reason. */
  exitsBy: Partial<Record<ExitReason, number>>;
  /** How often its kernel has called the hypervisor on purpose. */
  hypercalls: number;
  /** How often an instruction gave it something else than on a machine of its own. */
  lies: number;
  /** The last of them: where, its mnemonic, what was wrong, what the guest got, what was due. */
  lastLie: { at: string; instruction: string; what: string; got: string; due: string };
  console: string;
  /** Where it shares a page with the hypervisor. */
  shared?: SharedPage;
  /** Where its kernel is translated. */
  translation?: TranslationCache;
  /** Where it has turned paging on. */
  ways?: GuestWays;
  /** What the processor keeps of it, where it has VT-x. */
  vmcs?: VmcsAreaView[];
}
/** What guest and hypervisor tell each other by memory, and the guest's event channels. */
export interface SharedPage {
  address: string;
  /** Where the guest is called; empty as long as it has not said so. */
  callback: string;
  pending: boolean;
  masked: boolean;
  /** Which words of channels have a pending one. */
  selector: string;
  /** How often it was called. */
  upcalls: number;
  /** Bytes that were typed to it and that it has not taken. */
  typed: number;
  /** It is told of what is typed. */
  hears: boolean;
  channels: EventChannel[];
}
export interface EventChannel {
  port: number;
  kind: 'unbound' | 'interdomain' | 'virq';
  pending: boolean;
  masked: boolean;
  /** The virtual interrupt. */
  of?: 'timer' | 'console';
  /** The other end, or who may bind to it. */
  guest?: string;
  otherPort?: number;
}
/** A guest's page tables beside what is behind them: their shadows, or extended page tables. */
export interface GuestWays {
  kind: 'shadow' | 'ept';
  /** Entries that the processor reads to find the guest's present instruction. */
  reads: number;
  rows: GuestWay[];
  hidden: number;
}
export interface GuestWay {
  linear: string;
  /** So many pages that follow each other, with the same rights on both sides. */
  pages: number;
  /** Where the guest's entry is, for the guest. */
  at: string;
  entry: string;
  physical: string;
  writable: boolean;
  /** Writes to the page are refused, so that the hypervisor hears of them. */
  traced: boolean;
  /** Where something is behind it: where, what, where it leads, whether it lets writes through. */
  behindAt?: string;
  behind?: string;
  host?: string;
  open?: boolean;
}
export interface TranslationCache {
  /** Units made, jumps that were led to units, look-ups that needed no hypervisor. */
  made: number;
  chains: number;
  found: number;
  /** How often all units were forgotten, and how many since their code has changed. */
  flushes: number;
  drops: number;
  /** Instructions that became call-outs since they were refused too often, and that went back. */
  adapted: number;
  restored: number;
  /** Refusals that did not come for that. */
  avoided: number;
  used: number;
  bytes: number;
  /** Units that are too many to be shown. */
  hidden: number;
  /** True while the processor is in the cache, at this address, in this unit. */
  runs: boolean;
  at: string;
  unit?: string;
  units: TranslationUnit[];
}
export interface TranslationUnit {
  eip: string;
  at: string;
  entered: number;
  /** Another translation of the same instructions is in its place. */
  aside: boolean;
  /** The guest's addresses that it goes on at without the hypervisor. */
  leadsTo: string[];
  rows: TranslatedRow[];
}
export interface TranslatedRow {
  /** Of the guest's instruction, or where this way out leads. */
  eip: string;
  kind:
    | 'identical'
    | 'direct'
    | 'indirect'
    | 'in-cache'
    | 'call-out'
    | 'step'
    | 'simulated'
    | 'way-out';
  here: boolean;
  /** How often it was refused of late, or would have been. */
  refusals: number;
  source?: string;
  bytes?: string;
  code: { at: string; text: string; next: boolean }[];
}
export type ExitReason =
  | 'refused'
  | 'continue'
  | 'look-up'
  | 'call-out'
  | 'page'
  | 'step'
  | 'clock'
  | 'exception'
  | 'port'
  | 'control-register'
  | 'instruction'
  | 'interrupt-window'
  | 'simulation';
/** Fields of a VMCS that belong together, with their encodings; those that are 0 are left out. */
export interface VmcsAreaView {
  area: 'controls' | 'exit' | 'guest' | 'host';
  fields: { encoding: string; name: string; value: string }[];
}
export interface ChipView {
  requests: number;
  mask: number;
  inService: number;
  base: number;
  served: number;
  next: number; /* lines, or -1 */
}
export interface CounterView {
  mode: number;
  reload: number /* 0: none yet */;
  count: number;
  output: boolean;
  rise: number; /* cycles, or -1 */
}

/** A word of the stack; `live` until it is taken off. */
export interface StackWordView {
  address: number;
  physical: number;
  value: number;
  live: boolean;
  /** Which call it belongs to, 0 for the innermost. */
  frame: number;
  text: Sentence;
  /** The step that wrote it. */
  step: number | null;
  now: boolean;
}

/** The stack, its top first; `size` bytes a word. */
export interface StackView {
  esp: number;
  ebp: number;
  size: 2 | 4;
  words: StackWordView[];
}
