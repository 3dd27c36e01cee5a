import type { Engine } from '../simulator/engine';
import type { ChipView, CounterView, WhyView } from '../simulator/protocol';
import type { MachineMessageId } from './words';

/**
 * What the worker of a whole PC is asked and answers; `cloister.machine.port.PcPort` is the other
 * end.
 */

export type Input = { down: string } | { up: string } | { serial: number } | { reset: true };
export type LogEntry = { step: number } & Input;
/** By itself, or as the guest of a hypervisor: under VT-x, or with its kernel translated. */
export type Technique = 'bare' | 'vmx' | 'binary-translation';
/** By whom instructions were done, and what was done to translate them. */
export const shares = [
  'translated',
  'direct',
  'interpreted',
  'units',
  'chains',
  'drops',
  'flushes',
] as const;
export type Share = (typeof shares)[number];

export interface MachineRecord {
  sha256: string;
  memory: number;
  /** Links of bare machines have none. */
  technique?: Technique;
  log: LogEntry[];
  /** The step at which the link was made; links of long ago have none. */
  end?: number;
  /** Steps that the person had marked. */
  marks?: number[];
}

export type Request =
  | { do: 'look' }
  | {
      do: 'start';
      memory: number;
      technique: Technique;
      log?: LogEntry[];
      end?: number;
      marks?: number[];
    }
  | { do: 'unshare'; fragment: string }
  | { do: 'run'; steps: number; untilMillis: number }
  | ({ do: 'key' } & ({ down: string } | { up: string }))
  | { do: 'serial'; text: string }
  | { do: 'reset' | 'screen' | 'devices' | 'digest' | 'share' | 'next' | 'search' }
  /** Why it was refused where the PC stands; and who was refused last before. */
  | { do: 'why' | 'refusal' }
  /** The sentences of `why`. */
  | { do: 'words'; catalogue: object }
  | { do: 'marks' | 'mark' }
  | { do: 'unmark'; step: number }
  /** No bytes: nothing is watched any more. */
  | { do: 'watch'; address: number; bytes: number; reads: boolean }
  | { do: 'writer'; address: number; bytes: number }
  | Move;

/** The machine stands still afterwards. */
export type Move =
  | { do: 'seek'; step: number }
  | { do: 'seek'; millis: number }
  /** To the nearest mark. */
  | { do: 'seek'; forward: boolean }
  | { do: 'run'; steps: number; untilMillis: number };

export interface Status {
  instructions: number;
  /** Virtual time since power-on. */
  millis: number;
  cpl: number;
  protectedMode: boolean;
  halted: boolean;
  /** Only input or a reset makes it go on. */
  stopped: boolean;
  replaying: boolean;
  /** An exception waits for its delivery, or has led to a shutdown: `why` tells of it. */
  refused: boolean;
  /** The last run ended because every instruction was refused, those of the handlers too. */
  gotNowhere: boolean;
  step: number;
  /** The furthest step that was reached, and its time. */
  lastStep: number;
  lastMillis: number;
  /** The last run stopped at memory that is watched. */
  touched: boolean;
  /** Rises when marks change. */
  marks: number;
  sectorsRead: number;
  sectorsWritten: number;
  shutDown?: { faults: string[]; address: number; tableBase: number; tableLimit: number };
  /** Of a guest: how often it was left, by the manual's names of the reasons. */
  exits?: Record<string, number>;
  /** Who has done a guest's instructions, where there are several ways; and what was translated. */
  shares?: Partial<Record<Share, number>>;
  /** The hypervisor works, or a translation or a program runs: the guest's registers are away. */
  inHost?: boolean;
  /** Why the hypervisor has stopped its guest for good; empty if it has not. */
  refusal?: '' | 'unknown-instruction' | 'no-memory';
}

/** An instruction; null where it lies in no memory. */
export type CodeLine = { address: string; bytes: string; text: string } | null;

/** Who wrote some bytes last. */
export interface Writer {
  step: number;
  millis: number;
  cpl: number;
  /** The processor wrote them itself, entering a handler. */
  delivery: boolean;
  next: CodeLine;
}

/** An exception at which the PC stands, and the step that it came at. */
export interface Refusal {
  step: number;
  card: WhyView;
}
/** How a halt came about that nothing ends; `cleared`: the instruction that cleared IF. */
export interface Halt {
  step: number;
  interrupts: boolean;
  cleared?: string;
  clearedAt?: number;
}

/** A step that stands out on the line of time. */
export interface Mark {
  step: number;
  millis: number;
  /** The person has set it. */
  own: boolean;
  /** Keys pressed, and what came over the serial line, before the step's instruction. */
  keys: string[];
  serial: string;
  reset: boolean;
  /** What the step behind it wrote, where that was asked; a linear address. */
  wrote?: { address: number; bytes: number };
  /** So many further ones with input, too close to be told apart, are not listed. */
  more: number;
}

/** Characters and attributes as a character each, row by row; in graphics modes there are none. */
export type Screen =
  | { text: false }
  | {
      text: true;
      rows: number;
      columns: number;
      cells: string;
      attributes: string;
      lines: string[];
      cursorRow?: number;
      cursorColumn?: number;
    };

export type ImageKind = 'DISC' | 'DISK' | 'BIOS' | 'NONE';

type BoardName<Id> = Id extends `board.${infer Name}` ? Name : never;
/**
 * A register or a setting, by the name for which the page has words; `bits` are the names of those
 * that are set.
 */
export type Row = { name: BoardName<MachineMessageId> } & (
  { value: string; bits?: string[] } | { on: boolean }
);

/** The processor and the devices; numbers in text are hexadecimal as the manuals write them. */
export interface BoardView {
  processor: ProcessorView;
  board: Row[];
  speaker: Row[];
  clock: Row[];
  keyboard: Row[];
  screen: Row[];
  serial: Row[];
  chips: (ChipView & { pins: number; levels: number })[];
  counters: (CounterView & { gate: boolean; decimal: boolean })[];
  channels: ChannelView[];
  pci: { rows: Row[]; functions: PciFunction[] };
  localApic: { rows: Row[]; sources: ApicSource[] };
  ioApic: Redirection[];
}
export interface ProcessorView {
  registers: { name: string; value: string }[];
  flags: string[];
  iopl: number;
  bits: 16 | 32;
  segments: {
    name: string;
    selector: string;
    base: string;
    limit: string;
    dpl: number;
    usable: boolean;
  }[];
  tables: { name: string; base: string; limit: string }[];
  /** From the next instruction on; empty where reading would touch a device. */
  code: NonNullable<CodeLine>[];
}
export interface ChannelView {
  rows: Row[];
  drives: { unit: number; selected: boolean; rows: Row[] }[];
}
export interface PciFunction {
  place: string;
  id: string;
  code: string;
  command: string[];
  line: number;
}
export interface ApicSource {
  name: string;
  vector: string;
  delivery: string;
  masked: boolean;
  periodic: boolean;
}
export interface Redirection {
  line: number;
  vector: string;
  delivery: string;
  destination: string;
  level: boolean;
  activeLow: boolean;
  high: boolean;
  masked: boolean;
  waits: boolean;
}

/** Members depend on the request. */
export interface Success {
  ok: true;
  status?: Status;
  steps?: number;
  serial?: string;
  screen?: Screen;
  devices?: BoardView;
  kind?: ImageKind;
  sha256?: string;
  bytes?: number;
  taken?: boolean;
  next?: CodeLine;
  done?: boolean;
  searchedTo?: number;
  writer?: Writer;
  /** The step of the last refusal before. */
  refused?: number;
  why?: Refusal[];
  halt?: Halt;
  marks?: Mark[];
  /** Of the marks, as in the status. */
  revision?: number;
  digest?: string;
  record?: MachineRecord;
  fragment?: string;
}
export type Answer = Success | { ok: false; error: { field: string; message: { id: string } } };

export type Problem = 'reading' | 'large' | 'bios' | 'simulator';

export type ToWorker =
  | { kind: 'request'; id: number; request: Request }
  /** Reads a file; the answer is what `look` says of it. */
  | { kind: 'insert'; id: number; file: Blob; technique: Technique }
  | { kind: 'run' }
  | { kind: 'pause' }
  | { kind: 'move'; id: number; move: Move }
  | { kind: 'save'; id: number }
  /** Which form of the simulator runs. */
  | { kind: 'engine'; id: number };

export type FromWorker =
  | { kind: 'answer'; id: number; answer: Answer }
  | { kind: 'problem'; id: number; problem: Problem; detail: string }
  | { kind: 'engine'; id: number; engine: Engine }
  | { kind: 'reading'; bytes: number }
  | {
      kind: 'frame';
      status: Status;
      mips: number;
      serial: string;
      /** The serial line's text is all there is, not what is new. */
      whole: boolean;
      screen?: Screen;
    }
  /** The machine has come to where it stops by itself. */
  | { kind: 'paused' }
  | { kind: 'saved'; id: number; file: Blob };

/** The most that a file may have, as `Image` has it. */
export const maxMebibytes = 512;
