// How guests were left: the list of exits, and one of them from end to end.

import type { ExitReason } from './sheets';

export interface ExitsView {
  /** Those around the present step, later ones that are known included. */
  rows: ExitRowView[];
  /** The last that has begun by now; -1 before the first. */
  here: number;
  /** How many there are before the first row and behind the last. */
  earlier: number;
  later: number;
  /** Exits by now, and what they have cost in instructions of the hypervisor. */
  exits: number;
  cost: number;
  life: ExitStage[];
}
export type ExitKind = 'trap' | 'hypercall' | 'vm-exit' | 'call-out' | 'lie';
export type DoneWord =
  | 'ask'
  | 'emulate'
  | 'hypercall'
  | 'map'
  | 'trace'
  | 'inject'
  | 'switch'
  | 'stop'
  | 'continue'
  | 'look-up'
  | 'step-out'
  | 'simulate'
  | 'adapt'
  | 'retranslate'
  | 'innocent'
  | 'resume'
  | 'unit'
  | 'chain'
  | 'flush';
export interface ExitRowView {
  number: number;
  step: number;
  guest: string;
  kind: ExitKind;
  reason: ExitReason | 'lie';
  later: boolean;
  /** Instructions of the hypervisor; -1 for a lie, and as long as nobody is entered again. */
  cost: number;
  /** The guest's instruction and where it is. */
  at: string;
  code: string;
  done: DoneWord[];
  /** Under VT-x: the basic exit reason, by number and name. */
  exitReason?: number;
  exitName?: string;
  /** Of a lie. */
  what?: string;
  got?: string;
  due?: string;
}

/** One step of an exit's life, or several that belong together. */
export interface ExitStage {
  what:
    | 'tries'
    | 'interrupted'
    | 'stepped'
    | 'calls'
    | 'lies'
    | 'saves'
    | 'exits'
    | 'loads-host'
    | 'pushes'
    | 'decides'
    | 'handles'
    | 'returns'
    | 'enters'
    | 'goes-on';
  lane: 'guest' | 'processor' | 'hypervisor';
  step: number;
  /** Instructions, where it is several. */
  count?: number;
  guest?: string;
  code?: string;
  at?: string;
  /** What the processor really runs there. */
  runs?: string;
  runsAt?: string;
  cpl?: number;
  believed?: number;
  interrupts?: number;
  fault?: string;
  section?: string;
  compared?: string[];
  gets?: string;
  got?: string;
  due?: string;
  injected?: string;
  done?: DoneWord[];
  cells?: ExitCell[];
  loads?: { name: string; from: string; value: string }[];
}
export interface ExitCell {
  part: 'frame' | 'virtual' | 'entry' | 'exit' | 'guest' | 'host' | 'controls';
  name: string;
  /** An address or the encoding of a field; empty where it lies in no memory. */
  place: string;
  value: string;
  /** Where it was something else before. */
  before?: string;
}
