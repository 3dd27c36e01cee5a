/** Filters of system calls: programs of classic BPF that say what becomes of each (seccomp(2)). */
package cloister.kernel.seccomp;
