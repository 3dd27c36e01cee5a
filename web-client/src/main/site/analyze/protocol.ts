export const eras = ['classic', 'umip'] as const;
export type Era = (typeof eras)[number];

export const arrangements = ['original', 'shadowed'] as const;
export type Arrangement = (typeof arrangements)[number];

/** What is run. */
export interface Setting {
  era: Era;
  segments: Arrangement;
}

export const verdicts = ['lies', 'privileged', 'caught', 'innocuous', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];
export type Effect = 'works' | 'refused' | 'partly' | 'lies';

/** One run that shows what is claimed. */
export interface Witness {
  text: string;
  bytes: string;
  ring: 1 | 3;
  state: string[];
  what: string;
  got: string;
  due: string;
}

export interface Instruction {
  name: string;
  verdict: Verdict;
  privileged: boolean;
  controlSensitive: boolean;
  behaviourSensitive: boolean;
  userSensitive: boolean;
  ring0: Effect;
  ring1: Effect;
  ring3: Effect;
  exception?: string;
  robinIrvine: boolean;
  rows: number;
  forms: number;
  example: string;
  witness?: Witness;
}

/** Where the list of Robin and Irvine and the result differ. */
export interface Difference {
  name: string;
  missing: boolean;
  because: string;
}

/** As `analysis.schema.json` has it. */
export interface Result extends Setting {
  rows: number;
  runs: number;
  instructions: Instruction[];
  robinIrvine: { list: string[]; confirmed: string[]; differences: Difference[] };
  refused: { name: string; opcode: string; reason: string }[];
}

export type Request = ({ do: 'begin' } & Setting) | { do: 'more'; rows: number };

export type Answer =
  | { ok: true; done: number; rows: number; result?: Result }
  | { ok: false; error: { field: string } };

export type ToWorker = Setting & { id: number };

export type FromWorker = { id: number } & (
  | { kind: 'progress'; done: number; rows: number }
  | { kind: 'result'; result: Result; millis: number }
  | { kind: 'failed'; text: string }
);
