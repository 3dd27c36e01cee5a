#include <errno.h>
#include <stddef.h>
#include <time.h>

#include "../internal/calendar.h"
#include "../internal/zone.h"

/* As in C, gmtime and localtime share one result. */
static struct tm result;

static struct tm *convert(time_t time, long offset, const char *zone, struct tm *date) {
  if (__date_from_seconds((long long)time + offset, date) < 0) {
    errno = EOVERFLOW;
    return NULL;
  }
  date->tm_isdst = 0;
  date->tm_gmtoff = offset;
  date->tm_zone = zone;
  return date;
}

struct tm *gmtime_r(const time_t *restrict time, struct tm *restrict date) {
  return convert(*time, 0, "GMT", date);
}

struct tm *localtime_r(const time_t *restrict time, struct tm *restrict date) {
  const char *name;
  long offset;
  int dst;
  tzset();
  dst = __zone_at(*time, &offset, &name);
  if (!convert(*time, offset, name, date)) {
    return NULL;
  }
  date->tm_isdst = dst;
  return date;
}

struct tm *gmtime(const time_t *time) { return gmtime_r(time, &result); }

struct tm *localtime(const time_t *time) { return localtime_r(time, &result); }
