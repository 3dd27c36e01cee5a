/** The two channels of a PC to which disks and CD-ROMs are cabled (ATA/ATAPI-6). */
package cloister.device.ide;
