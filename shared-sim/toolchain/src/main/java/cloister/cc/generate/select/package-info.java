/** Instruction selection: from three-address code to instructions of the i686. */
package cloister.cc.generate.select;
