/** What pages show of the kernel: processes, open files, memory, and calls as a trace has them. */
package cloister.kernel.view;
