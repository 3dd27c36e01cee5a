/** The text screen of a PC: the registers and the memory of a VGA, read out as lines of text. */
package cloister.device.textscreen;
