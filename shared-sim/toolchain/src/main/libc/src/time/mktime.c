#include <errno.h>
#include <limits.h>
#include <time.h>

#include "../internal/calendar.h"
#include "../internal/zone.h"

static time_t to_time(long long seconds) {
  if (seconds > LONG_MAX || seconds < LONG_MIN) {
    errno = EOVERFLOW;
    return -1;
  }
  return (time_t)seconds;
}

/* Also brings the fields into their ranges. */
time_t mktime(struct tm *date) {
  time_t time;
  int error = errno;
  tzset();
  errno = 0;
  time = to_time(__zone_seconds(__seconds_from_date(date), date->tm_isdst));
  if (errno) {
    return -1;
  }
  errno = error;
  localtime_r(&time, date);
  return time;
}

time_t timegm(struct tm *date) {
  time_t time;
  int error = errno;
  errno = 0;
  time = to_time(__seconds_from_date(date));
  if (errno) {
    return -1;
  }
  errno = error;
  gmtime_r(&time, date);
  return time;
}
