#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "../internal/syscall.h"

#define KERNEL_SIGSET 8

int epoll_create(int size) { return SYSCALL(SYS_epoll_create, size); }

int epoll_create1(int flags) { return SYSCALL(SYS_epoll_create1, flags); }

int epoll_ctl(int epoll, int operation, int descriptor, struct epoll_event *event) {
  return SYSCALL(SYS_epoll_ctl, epoll, operation, descriptor, event);
}

int epoll_wait(int epoll, struct epoll_event *events, int most, int milliseconds) {
  return SYSCALL(SYS_epoll_wait, epoll, events, most, milliseconds);
}

int epoll_pwait(int epoll, struct epoll_event *events, int most, int milliseconds,
                const sigset_t *mask) {
  return SYSCALL(SYS_epoll_pwait, epoll, events, most, milliseconds, mask, KERNEL_SIGSET);
}

int eventfd(unsigned count, int flags) { return SYSCALL(SYS_eventfd2, count, flags); }

int eventfd_read(int descriptor, eventfd_t *value) {
  return read(descriptor, value, sizeof *value) == sizeof *value ? 0 : -1;
}

int eventfd_write(int descriptor, eventfd_t value) {
  return write(descriptor, &value, sizeof value) == sizeof value ? 0 : -1;
}

int signalfd(int descriptor, const sigset_t *mask, int flags) {
  return SYSCALL(SYS_signalfd4, descriptor, mask, KERNEL_SIGSET, flags);
}

int timerfd_create(int clock, int flags) { return SYSCALL(SYS_timerfd_create, clock, flags); }

int timerfd_settime(int descriptor, int flags, const struct itimerspec *value,
                    struct itimerspec *before) {
  return SYSCALL(SYS_timerfd_settime, descriptor, flags, value, before);
}

int timerfd_gettime(int descriptor, struct itimerspec *value) {
  return SYSCALL(SYS_timerfd_gettime, descriptor, value);
}
