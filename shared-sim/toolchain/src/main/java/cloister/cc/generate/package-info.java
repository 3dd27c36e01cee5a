/** Code generation: selects instructions, allocates registers and lays out frames and objects. */
package cloister.cc.generate;
