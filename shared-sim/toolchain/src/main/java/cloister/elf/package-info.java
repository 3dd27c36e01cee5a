/**
 * The Executable and Linkable Format for 32-bit Intel machines (System V ABI, chapters 4 and 5).
 */
package cloister.elf;
