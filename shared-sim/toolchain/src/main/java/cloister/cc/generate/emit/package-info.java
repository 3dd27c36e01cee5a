/** From allocated machine code to the items of an object file. */
package cloister.cc.generate.emit;
