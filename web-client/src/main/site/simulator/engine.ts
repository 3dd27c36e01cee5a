import { loadModule } from './wasm-host';

/** The simulator as one function. Both builds come from the same Java classes. */
export type Port = (json: string) => string;
export type Engine = 'wasm' | 'javascript';

/** A module with one empty struct type: valid only where WebAssembly has garbage collection. */
const structType = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 3, 1, 0x5f, 0]);

async function wasm(): Promise<Port> {
  return (await loadModule<{ request: Port }>(`${origin()}/simulator/wasm/simulator.wasm`)).request;
}

async function javascript(): Promise<Port> {
  const module = (await import(/* @vite-ignore */ `${origin()}/simulator/js/simulator.js`)) as { request: Port };
  return module.request;
}

/** The fast build where the browser has Wasm GC, else the one that always works. */
export async function loadEngine(): Promise<{ engine: Engine; port: Port }> {
  if (typeof WebAssembly === 'object' && WebAssembly.validate(structType)) {
    try {
      return { engine: 'wasm', port: await wasm() };
    } catch (failure) {
      // A browser may know the types and still miss a feature that the build uses.
      console.info('WebAssembly build not usable, taking JavaScript:', failure);
    }
  }
  return { engine: 'javascript', port: await javascript() };
}

const origin = () => self.location.origin;
