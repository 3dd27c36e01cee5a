/** The source as words. */
package cloister.asm.lex;
