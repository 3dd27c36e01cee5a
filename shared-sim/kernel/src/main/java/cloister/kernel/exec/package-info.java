/** How programs are started (execve(2), elf(5)). */
package cloister.kernel.exec;
