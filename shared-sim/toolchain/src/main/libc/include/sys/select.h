#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H

#include <bits/sigset.h>
#include <bits/time.h>

#define FD_SETSIZE 1024

typedef unsigned long fd_mask;
#define NFDBITS 32

typedef struct {
  unsigned long fds_bits[FD_SETSIZE / 32];
} fd_set;

#define FD_SET(d, set) ((void)((set)->fds_bits[(d) / 32] |= 1UL << ((d) % 32)))
#define FD_CLR(d, set) ((void)((set)->fds_bits[(d) / 32] &= ~(1UL << ((d) % 32))))
#define FD_ISSET(d, set) (((set)->fds_bits[(d) / 32] >> ((d) % 32)) & 1)
#define FD_ZERO(set)                                     \
  do {                                                   \
    int __i;                                             \
    for (__i = 0; __i < FD_SETSIZE / 32; __i++) {        \
      (set)->fds_bits[__i] = 0;                          \
    }                                                    \
  } while (0)

int select(int count, fd_set *restrict readable, fd_set *restrict writable,
           fd_set *restrict exceptional, struct timeval *restrict timeout);
int pselect(int count, fd_set *restrict readable, fd_set *restrict writable,
            fd_set *restrict exceptional, const struct timespec *restrict timeout,
            const sigset_t *restrict mask);

#endif
