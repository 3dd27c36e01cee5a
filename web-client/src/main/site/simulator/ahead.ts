import { loadBundle, loadCatalogue } from '../lesson/bundle';
import { hasWasmGc } from './wasm-gc';

/**
 * Asks for what the lab will need while its scripts are still on their way: the simulator in the
 * form that this browser takes, which the worker then finds in the browser's cache, its sentences,
 * and the lesson of this address. What fails here fails again where it is needed and is told.
 */
export function askAhead(path: string): void {
  const lesson = /^\/lesson\/([\w/-]+?)\/?$/.exec(path)?.[1];
  if (hasWasmGc())
    fetch('/simulator/wasm/simulator.wasm')
      .then((response) => response.arrayBuffer())
      .catch(() => undefined);
  loadCatalogue().catch(() => undefined);
  if (lesson) loadBundle(lesson).catch(() => undefined);
}
