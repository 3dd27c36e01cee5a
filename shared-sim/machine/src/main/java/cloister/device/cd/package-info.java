/** A CD-ROM drive on an ATA channel (ATAPI, with the packet commands of MMC). */
package cloister.device.cd;
