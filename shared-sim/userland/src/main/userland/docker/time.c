/* Times and sizes as people read them. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "docker.h"

char *time_now(void) {
  struct timespec now;
  struct tm *parts;
  char second[32];
  clock_gettime(CLOCK_REALTIME, &now);
  parts = gmtime(&now.tv_sec);
  strftime(second, sizeof second, "%Y-%m-%dT%H:%M:%S", parts);
  return format("%s.%09ldZ", second, (long)now.tv_nsec);
}

/* Days since 1970 by the calendar (proleptic Gregorian). */
static long long days(long long year, int month, int day) {
  long long y = month <= 2 ? year - 1 : year;
  long long era = y / 400, of_era = y - era * 400;
  long long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

long long seconds_of(const char *time) {
  int year, month, day, hour, minute, second;
  if (sscanf(time, "%d-%d-%dT%d:%d:%d", &year, &month, &day, &hour, &minute, &second) != 6) {
    return 0;
  }
  return ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
}

char *duration_text(long long seconds) {
  long long minutes = seconds / 60, hours = (minutes + 30) / 60;
  if (seconds < 1) {
    return format("Less than a second");
  }
  if (seconds == 1) {
    return format("1 second");
  }
  if (seconds < 60) {
    return format("%lld seconds", seconds);
  }
  if (minutes == 1) {
    return format("About a minute");
  }
  if (minutes < 60) {
    return format("%lld minutes", minutes);
  }
  if (hours == 1) {
    return format("About an hour");
  }
  if (hours < 48) {
    return format("%lld hours", hours);
  }
  if (hours < 24 * 7 * 2) {
    return format("%lld days", hours / 24);
  }
  if (hours < 24 * 30 * 2) {
    return format("%lld weeks", hours / 24 / 7);
  }
  if (hours < 24 * 365 * 2) {
    return format("%lld months", hours / 24 / 30);
  }
  return format("%lld years", hours / 24 / 365);
}

char *time_ago(const char *then) { return duration_text((long long)time(NULL) - seconds_of(then)); }

/* With at most so many digits as %.Ng has; decimal: four, binary: four. */
char *size_text(long long bytes, int decimal) {
  static const char *const tens[] = {"B", "kB", "MB", "GB", "TB"};
  static const char *const twos[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  double size = (double)bytes, base = decimal ? 1000.0 : 1024.0;
  int i = 0;
  while (size >= base && i < 4) {
    size /= base;
    i++;
  }
  return format(decimal == 1 ? "%.3g%s" : "%.4g%s", size, decimal ? tens[i] : twos[i]);
}

int parse_size(const char *text, long long *bytes) {
  static const char letters[] = "bkmgtp";
  char *end;
  double number = strtod(text, &end);
  const char *unit;
  if (end == text || number < 0) {
    return -1;
  }
  if (*end == ' ') {
    end++;
  }
  if (*end) {
    char letter = (char)(*end | 32);
    unit = strchr(letters, letter);
    if (!unit || (letter == 'b' && end[1])) {
      return -1;
    }
    end++;
    for (; letter != 'b' && unit > letters; unit--) {
      number *= 1024;
    }
    if ((*end | 32) == 'i' && letter != 'b') {
      end++;
    }
    if ((*end | 32) == 'b' && letter != 'b') {
      end++;
    }
    if (*end) {
      return -1;
    }
  }
  *bytes = (long long)number;
  return 0;
}

double duration_unit(const char *text, size_t *length) {
  static const struct {
    const char *name;
    double nanoseconds;
  } units[] = {{"ns", 1},   {"us", 1e3}, {"\xc2\xb5s", 1e3}, {"\xce\xbcs", 1e3},
               {"ms", 1e6}, {"s", 1e9},  {"m", 60e9},        {"h", 3600e9}};
  unsigned i;
  *length = strcspn(text, "0123456789.");
  for (i = 0; i < sizeof units / sizeof *units; i++) {
    if (strlen(units[i].name) == *length && !strncmp(units[i].name, text, *length)) {
      return units[i].nanoseconds;
    }
  }
  return 0;
}

long long nanoseconds_of(const char *text) {
  long long all = 0;
  while (*text) {
    char *unit;
    size_t length;
    double number = strtod(text, &unit), one = duration_unit(unit, &length);
    if (unit == text || one == 0) {
      return -1;
    }
    all += (long long)(number * one);
    text = unit + length;
  }
  return all;
}
