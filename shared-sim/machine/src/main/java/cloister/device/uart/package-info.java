/** A serial port, a 16550A. */
package cloister.device.uart;
