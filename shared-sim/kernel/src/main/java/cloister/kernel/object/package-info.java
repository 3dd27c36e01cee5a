/** Kernel objects that point at each other, and how they are saved and loaded. */
package cloister.kernel.object;
