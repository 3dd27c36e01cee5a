/** The interval timer of a PC, an 8254, with the gate and speaker bits of port 0x61. */
package cloister.device.pit;
