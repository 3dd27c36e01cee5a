/* How the library itself calls the kernel. Numbers are in <sys/syscall.h>. */
#ifndef INTERNAL_SYSCALL_H
#define INTERNAL_SYSCALL_H

#include <sys/syscall.h>

/* Arguments are words; a 64-bit one is two of them, low first, which is how C pushes a long long.
   The result is the kernel's: -errno for an error. Unused arguments may be left out. */
long __syscall(long number, ...);

/* The result as C programs expect it: -1, with errno set, for an error. */
long __syscall_result(long result);

#define SYSCALL(...) __syscall_result(__syscall(__VA_ARGS__))

#endif
