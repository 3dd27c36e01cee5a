import type { Outcome } from './protocol';

/** Cycles that an event stands for; the sources are beside the table on the page. */
export const profile = { instruction: 1, gate: 610, exit: 2000 } as const;

export const parts = ['guest', 'others', 'gates', 'exits'] as const;
export type Part = (typeof parts)[number];

/** How many exits there were, for whatever reason. */
export const exitsOf = (outcome: Outcome): number =>
  Object.values(outcome.exits).reduce((sum, count) => sum + count, 0);

/** Events times profile. Only VT-x has exits of its own; the others are left through gates. */
export function cyclesOf(outcome: Outcome): Record<Part, number> {
  return {
    guest: outcome.instructions * profile.instruction,
    others: outcome.others * profile.instruction,
    gates: outcome.crossings * profile.gate,
    exits: outcome.way === 'vmx' ? exitsOf(outcome) * profile.exit : 0,
  };
}

export const sum = (cycles: Record<Part, number>): number =>
  parts.reduce((total, part) => total + cycles[part], 0);
