/** From machine code with labels to a relocatable object: bytes, relocations, short branches. */
package cloister.cc.assemble;
