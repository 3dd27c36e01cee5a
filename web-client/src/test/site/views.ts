import type { GateView, RingsView } from '../../main/site/simulator/protocol';

const word = (text: string) => ({ id: 'gate', text, parts: [] });

export const gate = (
  id: number,
  kind: GateView['kind'],
  dpl: number,
  target: string,
): GateView => ({
  id,
  kind,
  label: `0x${id.toString(16)}`,
  caller: word(kind === 'call' ? `call 0x${id.toString(16)}` : `int 0x${id.toString(16)}`),
  dpl,
  openTo: [0],
  open: dpl === 3,
  target,
  targetRing: 0,
  word: word('closed'),
  usedNow: false,
});

/** The first lesson's machine: three openings in the west, two in the south. */
export const rings = (change: Partial<RingsView> = {}): RingsView => ({
  cpl: 3,
  usedRings: [0, 3],
  gates: [
    gate(6, 'interrupt', 0, 'end'),
    gate(8, 'interrupt', 0, 'end'),
    gate(13, 'interrupt', 0, 'refused'),
    gate(0x30, 'interrupt', 0, 'service'),
    gate(0x38, 'call', 0, 'call'),
    gate(0x40, 'call', 3, 'call'),
  ],
  regions: [
    { name: 'code', ring: 3, base: 0, limit: 0xffff, address: 0, file: null },
    { name: 'data', ring: 3, base: 0, limit: 0xffff, address: 0, file: null },
    { name: 'stack', ring: 3, base: 0, limit: 0xffff, address: 0, file: null },
  ],
  actor: {
    ring: 3,
    mnemonic: 'cli',
    text: 'cli',
    privileged: true,
    trail: [],
    place: 'home',
    gate: null,
  },
  crossing: null,
  refusal: null,
  ...change,
});
