/** The machine with a Linux-like kernel, as worlds have it. */
package cloister.world.linux;
