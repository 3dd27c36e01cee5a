import { bytesOf, found, piecesOf } from './fetched';
import { loadEngine, type Engine, type Port } from './engine';

/** What the module with the compiler exports: bytes as text, a character for each. */
interface Compiling {
  request: Port;
  addSysroot(bytes: string): number;
  addBios(bytes: string): number;
}

/** A simulator beside the light one, and the sentences that only it says. */
export interface Other {
  engine: Engine;
  request: Port;
  words: object;
}

async function load(bios: Promise<ArrayBuffer> | null): Promise<Other> {
  const [{ engine, exports }, sysroot, words, rom] = await Promise.all([
    loadEngine<Compiling>('simulator/c', 'c'),
    bytesOf('/c/sysroot.bin'),
    found('/messages/c/en.json').then((response) => response.json() as Promise<object>),
    bios,
  ]);
  for (const piece of piecesOf(sysroot)) exports.addSysroot(piece);
  if (rom) for (const piece of piecesOf(rom)) exports.addBios(piece);
  return { engine, request: exports.request, words };
}

/** Everything that programs in C are made with, fetched side by side. */
export const loadCompiling = (): Promise<Other> => load(null);

/** The same with what a PC begins with, for those machines alone. */
export const loadPc = (): Promise<Other> => load(bytesOf('/machine/bios/bios.bin'));
