/** A whole PC for scenarios, which boots the programs of one from its disk. */
package cloister.world.pc;
