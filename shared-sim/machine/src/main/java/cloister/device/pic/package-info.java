/** The interrupt controllers of a PC: two cascaded 8259A. */
package cloister.device.pic;
