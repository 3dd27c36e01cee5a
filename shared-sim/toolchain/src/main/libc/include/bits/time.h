/* The two ways the kernel counts seconds and a fraction. */
#ifndef _BITS_TIME_H
#define _BITS_TIME_H

#include <bits/types.h>

struct timespec {
  __time_t tv_sec;
  long tv_nsec;
};

struct itimerspec {
  struct timespec it_interval;
  struct timespec it_value;
};

struct timeval {
  __time_t tv_sec;
  __suseconds_t tv_usec;
};

#endif
