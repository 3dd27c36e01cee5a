#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

#include "../internal/syscall.h"

int clock_gettime(clockid_t clock, struct timespec *now) {
  return SYSCALL(SYS_clock_gettime, clock, now);
}

int clock_settime(clockid_t clock, const struct timespec *now) {
  return SYSCALL(SYS_clock_settime, clock, now);
}

int clock_getres(clockid_t clock, struct timespec *resolution) {
  return SYSCALL(SYS_clock_getres, clock, resolution);
}

time_t time(time_t *now) { return __syscall(SYS_time, now); }

int stime(const time_t *now) { return SYSCALL(SYS_stime, now); }

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  return SYSCALL(SYS_gettimeofday, now, zone);
}

int settimeofday(const struct timeval *now, const struct timezone *zone) {
  return SYSCALL(SYS_settimeofday, now, zone);
}

int timespec_get(struct timespec *now, int base) {
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}

clock_t times(struct tms *usage) { return SYSCALL(SYS_times, usage); }

/* In microseconds, whatever the kernel's clock resolves. */
clock_t clock(void) {
  struct timespec used;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) < 0) {
    return -1;
  }
  return used.tv_sec * CLOCKS_PER_SEC + used.tv_nsec / 1000;
}

double difftime(time_t end, time_t begin) { return (double)end - (double)begin; }
