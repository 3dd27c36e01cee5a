/** A module with one empty struct type: valid only where WebAssembly has garbage collection. */
const structType = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 3, 1, 0x5f, 0]);

export const hasWasmGc = (): boolean =>
  typeof WebAssembly === 'object' && WebAssembly.validate(structType);
