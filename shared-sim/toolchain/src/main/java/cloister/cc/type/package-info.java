/** The types of C, with their sizes on the i386 (C11 6.2.5; System V ABI, i386 supplement). */
package cloister.cc.type;
