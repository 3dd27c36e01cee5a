/** Words to statements and expressions. */
package cloister.asm.parse;
