/** Every access of the processor to memory and ports, with its checks. */
package cloister.cpu.access;
