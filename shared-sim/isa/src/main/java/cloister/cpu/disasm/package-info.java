/** Machine code as text, from the opcode table. */
package cloister.cpu.disasm;
