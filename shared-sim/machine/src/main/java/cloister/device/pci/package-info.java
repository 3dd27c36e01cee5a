/** The PCI bus of a PC with the functions of an i440FX board. */
package cloister.device.pci;
