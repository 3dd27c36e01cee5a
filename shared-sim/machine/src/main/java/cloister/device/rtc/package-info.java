/** The clock of a PC and its battery-backed memory, an MC146818A. */
package cloister.device.rtc;
