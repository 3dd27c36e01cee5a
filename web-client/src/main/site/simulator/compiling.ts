import { bytesOf, found, piecesOf } from './fetched';
import { loadEngine, type Engine, type Port } from './engine';

/** What the module with the compiler exports: bytes as text, a character for each. */
interface Compiling {
  request: Port;
  addSysroot(bytes: string): number;
}

/** A simulator beside the light one, and the sentences that only it says. */
export interface Other {
  engine: Engine;
  request: Port;
  words: object;
}

/** Everything that programs in C are made with, fetched side by side. */
export async function loadCompiling(): Promise<Other> {
  const [{ engine, exports }, sysroot, words] = await Promise.all([
    loadEngine<Compiling>('simulator/c', 'c'),
    bytesOf('/c/sysroot.bin'),
    found('/messages/c/en.json').then((response) => response.json() as Promise<object>),
  ]);
  for (const piece of piecesOf(sysroot)) exports.addSysroot(piece);
  return { engine, request: exports.request, words };
}
