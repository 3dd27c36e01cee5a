/** Messages about the source and where they belong. */
package cloister.asm.report;
