/** Sections, symbols and the passes over all statements. */
package cloister.asm.layout;
