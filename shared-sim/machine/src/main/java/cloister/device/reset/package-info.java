/** The ports of a chip set by which software resets the board and opens address line 20. */
package cloister.device.reset;
