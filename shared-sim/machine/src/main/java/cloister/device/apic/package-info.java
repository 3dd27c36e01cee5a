/** The advanced interrupt controllers: the processor's own local APIC and the board's I/O APIC. */
package cloister.device.apic;
