/** Register allocation by colouring the interference graph. */
package cloister.cc.generate.allocate;
