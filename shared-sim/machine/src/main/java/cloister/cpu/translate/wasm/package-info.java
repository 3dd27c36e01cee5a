/** Translated code of the processor as WebAssembly modules. */
package cloister.cpu.translate.wasm;
