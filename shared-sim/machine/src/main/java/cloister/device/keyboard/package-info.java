/** The keyboard controller of a PC, an 8042, with a keyboard and a mouse that answers. */
package cloister.device.keyboard;
