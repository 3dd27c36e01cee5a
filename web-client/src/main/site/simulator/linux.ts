import type { Other } from './compiling';
import { loadEngine, type Port } from './engine';
import { bytesOf, found, piecesOf } from './fetched';

/** What the module with the kernel exports: bytes as text, a character for each. */
interface Linux {
  request: Port;
  addEntryCode(bytes: string): void;
  addImage(bytes: string): void;
}

/** The simulator of a Linux host with its files, fetched side by side. */
export async function loadLinux(): Promise<Other> {
  const [{ engine, exports }, entry, image, words] = await Promise.all([
    loadEngine<Linux>('simulator/linux', 'linux'),
    bytesOf('/linux/entry.bin'),
    bytesOf('/linux/base.bin'),
    found('/messages/linux/en.json').then((response) => response.json() as Promise<object>),
  ]);
  for (const piece of piecesOf(entry)) exports.addEntryCode(piece);
  for (const piece of piecesOf(image)) exports.addImage(piece);
  return { engine, request: exports.request, words };
}
