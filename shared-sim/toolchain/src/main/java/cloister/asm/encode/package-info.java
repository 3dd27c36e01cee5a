/** Instructions to bytes, chosen from the opcode table. */
package cloister.asm.encode;
