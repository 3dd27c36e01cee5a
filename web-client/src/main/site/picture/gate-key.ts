import type { GateView } from '../simulator/protocol';

/** The descriptor behind a gate, as the table list names it. */
export const key = (g: GateView): string =>
  g.kind === 'call' ? `gdt.${g.id >>> 3}` : `idt.${g.id}`;
