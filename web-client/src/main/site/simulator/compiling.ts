import { loadEngine, type Engine, type Port } from './engine';

/** What the module with the compiler exports: bytes as text, a character for each. */
interface Compiling {
  request: Port;
  addSysroot(bytes: string): number;
}

/** The simulator with the compiler, and the sentences that only the compiler says. */
export interface WithC {
  engine: Engine;
  request: Port;
  words: object;
}

/** One call can take only so many arguments. */
const pieceBytes = 8192;

/** Everything that programs in C are made with, fetched side by side. */
export async function loadCompiling(): Promise<WithC> {
  const [{ engine, exports }, sysroot, words] = await Promise.all([
    loadEngine<Compiling>('simulator/c', 'c'),
    found('/c/sysroot.bin').then((response) => response.arrayBuffer()),
    found('/messages/c/en.json').then((response) => response.json() as Promise<object>),
  ]);
  const bytes = new Uint8Array(sysroot);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    exports.addSysroot(String.fromCharCode(...bytes.subarray(at, at + pieceBytes)));
  return { engine, request: exports.request, words };
}

async function found(path: string): Promise<Response> {
  const response = await fetch(self.location.origin + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
