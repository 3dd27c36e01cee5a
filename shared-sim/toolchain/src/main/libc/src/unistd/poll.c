#include <poll.h>
#include <sys/select.h>

#include "../internal/syscall.h"

#define KERNEL_SIGSET 8

int poll(struct pollfd *descriptors, nfds_t count, int milliseconds) {
  return SYSCALL(SYS_poll, descriptors, count, milliseconds);
}

/* The kernel writes the rest of the time back; the caller's stays as it is. */
int ppoll(struct pollfd *descriptors, nfds_t count, const struct timespec *timeout,
          const sigset_t *mask) {
  struct timespec rest;
  if (timeout) {
    rest = *timeout;
  }
  return SYSCALL(SYS_ppoll, descriptors, count, timeout ? &rest : 0, mask, KERNEL_SIGSET);
}

int select(int count, fd_set *restrict readable, fd_set *restrict writable,
           fd_set *restrict exceptional, struct timeval *restrict timeout) {
  return SYSCALL(SYS__newselect, count, readable, writable, exceptional, timeout);
}

int pselect(int count, fd_set *restrict readable, fd_set *restrict writable,
            fd_set *restrict exceptional, const struct timespec *restrict timeout,
            const sigset_t *restrict mask) {
  struct timespec rest;
  struct {
    const sigset_t *mask;
    unsigned long size;
  } with_size;
  with_size.mask = mask;
  with_size.size = KERNEL_SIGSET;
  if (timeout) {
    rest = *timeout;
  }
  return SYSCALL(SYS_pselect6, count, readable, writable, exceptional, timeout ? &rest : 0,
                 &with_size);
}
