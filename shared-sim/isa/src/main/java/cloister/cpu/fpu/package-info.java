/** The x87 number formats and their arithmetic in 32-bit integers, and the unit's registers. */
package cloister.cpu.fpu;
