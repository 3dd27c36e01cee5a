/** The preprocessor: macros, conditions, repetitions, included files. */
package cloister.asm.macro;
