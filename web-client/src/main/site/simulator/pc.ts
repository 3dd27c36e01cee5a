import type { Other } from './compiling';
import { loadEngine, type Port } from './engine';
import { bytesOf, piecesOf } from './fetched';

/** What the module with the PC exports: bytes as text, a character for each. */
interface Pc {
  request: Port;
  addBios(bytes: string): void;
}

/** The simulator of whole PCs with their BIOS, fetched side by side. */
export async function loadPc(): Promise<Other> {
  const [{ engine, exports }, bios] = await Promise.all([
    loadEngine<Pc>('simulator/pc', 'pc'),
    bytesOf('/machine/bios/bios.bin'),
  ]);
  for (const piece of piecesOf(bios)) exports.addBios(piece);
  return { engine, request: exports.request, words: {} };
}
