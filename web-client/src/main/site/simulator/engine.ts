import { hasWasmGc } from './wasm-gc';
import { loadModule } from './wasm-host';

/** The simulator as one function. Both builds come from the same Java classes. */
export type Port = (json: string) => string;
export type Engine = 'wasm' | 'javascript';

const origin = () => self.location.origin;

/**
 * A worker whose address ends in `?engine=javascript` leaves WebAssembly alone; tests compare both
 * so.
 */
const wantsJavaScript = () =>
  new URLSearchParams(self.location.search).get('engine') === 'javascript';

/**
 * The fast build where the browser has Wasm GC, else the one that always works.
 *
 * @param folder of both builds
 * @param name of their files
 */
export async function loadEngine<T>(
  folder: string,
  name: string,
): Promise<{ engine: Engine; exports: T }> {
  const base = `${origin()}/${folder}`;
  if (!wantsJavaScript() && hasWasmGc()) {
    try {
      return { engine: 'wasm', exports: await loadModule<T>(`${base}/wasm/${name}.wasm`) };
    } catch (failure) {
      // A browser may know the types and still miss a feature that the build uses.
      console.info('WebAssembly build not usable, taking JavaScript:', failure);
    }
  }
  return {
    engine: 'javascript',
    exports: (await import(/* @vite-ignore */ `${base}/js/${name}.js`)) as T,
  };
}
