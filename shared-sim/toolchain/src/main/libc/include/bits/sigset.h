/* A set of signals as the kernel keeps it: one bit a signal, signal 1 in bit 0. */
#ifndef _BITS_SIGSET_H
#define _BITS_SIGSET_H

typedef struct {
  unsigned long __bits[2];
} sigset_t;

#endif
