/** System calls: the table, and what each one unpacks and asks of the kernel's objects. */
package cloister.kernel.syscall;
