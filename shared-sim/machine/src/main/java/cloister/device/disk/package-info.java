/** A hard disk on an ATA channel, whose medium is never changed. */
package cloister.device.disk;
