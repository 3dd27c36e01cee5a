/* Dates (C11 7.27). time_t has 32 bits. TZ may be a POSIX zone, like "CET-1" or
   "CET-1CEST,M3.5.0,M10.5.0/3"; anything else is UTC. */
#ifndef _TIME_H
#define _TIME_H

#include <bits/time.h>
#include <bits/types.h>

typedef __size_t size_t;
typedef __time_t time_t;
typedef __clock_t clock_t;
typedef __clockid_t clockid_t;
typedef __pid_t pid_t;

#undef NULL
#define NULL ((void *)0)
#define CLOCKS_PER_SEC 1000000L
#define TIME_UTC 1
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_BOOTTIME 7
#define TIMER_ABSTIME 1

struct tm {
  int tm_sec;
  int tm_min;
  int tm_hour;
  int tm_mday;
  int tm_mon;
  int tm_year;
  int tm_wday;
  int tm_yday;
  int tm_isdst;
  long tm_gmtoff;
  const char *tm_zone;
};

extern char *tzname[2];
extern long timezone;
extern int daylight;

time_t time(time_t *now);
clock_t clock(void);
double difftime(time_t end, time_t begin);
time_t mktime(struct tm *date);
time_t timegm(struct tm *date);
struct tm *gmtime(const time_t *time);
struct tm *gmtime_r(const time_t *restrict time, struct tm *restrict date);
struct tm *localtime(const time_t *time);
struct tm *localtime_r(const time_t *restrict time, struct tm *restrict date);
char *asctime(const struct tm *date);
char *asctime_r(const struct tm *restrict date, char *restrict text);
char *ctime(const time_t *time);
char *ctime_r(const time_t *time, char *text);
size_t strftime(char *restrict text, size_t size, const char *restrict format,
                const struct tm *restrict date);
char *strptime(const char *restrict text, const char *restrict format, struct tm *restrict date);
void tzset(void);
int timespec_get(struct timespec *now, int base);
int nanosleep(const struct timespec *time, struct timespec *rest);
int clock_gettime(clockid_t clock, struct timespec *now);
int clock_settime(clockid_t clock, const struct timespec *now);
int clock_getres(clockid_t clock, struct timespec *resolution);
int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
                    struct timespec *rest);
int stime(const time_t *now);

#endif
