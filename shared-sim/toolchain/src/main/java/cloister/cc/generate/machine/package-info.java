/** Machine code with virtual registers, blocks and frame slots: what selection makes. */
package cloister.cc.generate.machine;
