/** Translates code that runs often into code of the host; what it means stays where it was. */
package cloister.cpu.translate;
