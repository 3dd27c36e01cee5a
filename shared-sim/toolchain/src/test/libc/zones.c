/* Zones of POSIX with daylight saving time: the hours around each change, there and back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const zones[] = {
    "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT", "EST5EDT,M3.2.0,M11.1.0",
    "NZST-12NZDT,M9.5.0,M4.1.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "XXX3YYY,J60/0,J300/23:30", "AAA-2BBB,59/2,364/1", "GMT0BST,M3.5.0/1,M10.5.0",
    "IST-1GMT0,M10.5.0,M3.5.0/1", "<-03>3", "UTC0", "CET-1CEST,M3.5.0",
    "WGT3WGST,M3.5.0/-2,M10.5.0/-1"};

static void print_time(time_t when) {
  char text[80];
  struct tm date, *local = localtime(&when);
  time_t back;
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z %z", local);
  date = *local;
  back = mktime(&date);
  printf("  %ld %s %d %ld %s\n", (long)when, text, local->tm_isdst, local->tm_gmtoff,
         back == when ? "same" : "other");
}

/* Times when the offset changes, searched for by the hour. */
static void print_changes(time_t from, time_t to) {
  long before = -1;
  time_t when;
  for (when = from; when < to; when += 1800) {
    long offset = localtime(&when)->tm_gmtoff;
    if (before != -1 && offset != before) {
      print_time(when - 1);
      print_time(when);
    }
    before = offset;
  }
}

static void print_mktime(int month, int day, int hour, int dst) {
  struct tm date;
  char text[80];
  time_t when;
  memset(&date, 0, sizeof date);
  date.tm_year = 124;
  date.tm_mon = month;
  date.tm_mday = day;
  date.tm_hour = hour;
  date.tm_min = 15;
  date.tm_isdst = dst;
  when = mktime(&date);
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z", &date);
  printf("  %d-%d %d %d: %ld %s %d\n", month, day, hour, dst, (long)when, text, date.tm_isdst);
}

int main(void) {
  size_t i;
  for (i = 0; i < sizeof zones / sizeof *zones; i++) {
    int dst;
    setenv("TZ", zones[i], 1);
    tzset();
    printf("%s: %s %s %ld %d\n", zones[i], tzname[0], tzname[1], timezone, daylight);
    print_changes(1704067200, 1767225600);
    for (dst = -1; dst <= 1; dst++) {
      if (dst == 1 && !daylight) {
        continue;
      }
      print_mktime(0, 15, 12, dst);
      print_mktime(6, 15, 12, dst);
      print_mktime(2, 31, 5, dst);
    }
  }
  return 0;
}
