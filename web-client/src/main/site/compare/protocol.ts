/** What the simulator answers about one kernel in several ways. */
export const ways = [
  'bare',
  'trap-and-emulate',
  'binary-translation',
  'paravirtualization',
  'vmx',
] as const;
export type Way = (typeof ways)[number];

export type End =
  | 'halted'
  | 'running'
  | 'crashed'
  | 'triple-fault'
  | 'no-memory'
  | 'unknown-instruction'
  | 'bad-segment';

/** Where the guest first got something else than on a machine of its own. */
export interface Parting {
  instruction: number;
  at: string;
  mnemonic: string;
  what: string;
  got: string;
  due: string;
}

/** Where the guest first saw something else than on a machine of its own. */
export interface Divergence {
  instruction: number;
  at: string;
  code: string;
  word: string;
  got: string;
  due: string;
}

/**
 * How far another build has shown the same: bytes on the console and system calls of programs, in
 * their order.
 */
export interface Acts {
  compared: number;
  differs: boolean;
  got: string;
  due: string;
}

/** What was done until the first instruction of a program. */
export interface Boot {
  instructions: number;
  others: number;
  crossings: number;
  exits: number;
  cycles: number;
}

/** Bytes that a hypervisor holds for a guest, by what they are for. */
export const holdings = ['shadow', 'translations', 'vmcs', 'ept'] as const;
export type Held = Record<(typeof holdings)[number], number>;

export interface Outcome {
  way: Way;
  end: End;
  instructions: number;
  /** Instructions of the hypervisor's entry code and what a translation adds. */
  others: number;
  crossings: number;
  exits: Record<string, number>;
  /** Exits in equal parts of the bare run. */
  along: number[];
  parting: Parting | null;
  divergence: Divergence | null;
  /** Behind how many of its instructions that was looked for. */
  compared: number;
  /** Of another build. */
  acts: Acts | null;
  boot: Boot | null;
  held: Held;
  /** Refusals that did not come, since a translation called in their place. */
  avoided: number;
  likeness: 'reference' | 'state' | 'console' | 'different';
  console: string;
}

export type Request =
  | {
      do: 'begin';
      memory: number;
      catalogue: object;
      guest: string;
      host: string;
      hostForVtX: string;
    }
  | { do: 'way'; way: Way }
  | { do: 'lab'; way: Way; instructions: number }
  | { do: 'csv' };

export type Answer =
  | { ok: true; outcome?: Outcome | null; csv?: string; fragment?: string | null }
  | { ok: false; error: { field: string; text: string } };

/** The kernel that is to be compared. */
export interface ToWorker {
  id: number;
  guest: string;
}

/** Where a guest goes on in the lab: at its start, and before its first difference. */
export interface InTheLab {
  start: string | null;
  difference: string | null;
}

export type FromWorker =
  | { id: number; kind: 'outcome'; way: Way; outcome: Outcome | null }
  | { id: number; kind: 'lab'; way: Way; lab: InTheLab }
  | { id: number; kind: 'done'; csv: string }
  | { id: number; kind: 'refused'; text: string }
  | { id: number; kind: 'failed'; text: string };
