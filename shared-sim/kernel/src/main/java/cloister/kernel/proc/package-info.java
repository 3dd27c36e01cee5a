/** The file system in which the kernel tells of itself and of processes (proc(5)). */
package cloister.kernel.proc;
