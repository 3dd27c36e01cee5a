/** The assembler: NASM's language to flat binaries. */
package cloister.asm;
