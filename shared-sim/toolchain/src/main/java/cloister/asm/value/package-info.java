/** Expressions and what they are worth. */
package cloister.asm.value;
