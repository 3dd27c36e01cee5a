#include <stddef.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "../internal/syscall.h"

int nanosleep(const struct timespec *time, struct timespec *rest) {
  return SYSCALL(SYS_nanosleep, time, rest);
}

/* Unlike the others this returns the error's number. */
int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
                    struct timespec *rest) {
  return (int)-__syscall(SYS_clock_nanosleep, clock, flags, time, rest);
}

unsigned sleep(unsigned seconds) {
  struct timespec time = {0, 0};
  time.tv_sec = (time_t)seconds;
  return nanosleep(&time, &time) < 0 ? (unsigned)time.tv_sec : 0;
}

int usleep(unsigned microseconds) {
  struct timespec time;
  time.tv_sec = (time_t)(microseconds / 1000000);
  time.tv_nsec = (long)(microseconds % 1000000) * 1000;
  return nanosleep(&time, NULL);
}

int getitimer(int which, struct itimerval *value) {
  return SYSCALL(SYS_getitimer, which, value);
}

int setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict old) {
  return SYSCALL(SYS_setitimer, which, value, old);
}
