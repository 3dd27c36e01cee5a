/** Boards whose ring 0 is the kernel's: where processor and kernel meet. */
package cloister.platform;
