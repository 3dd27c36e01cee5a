#include "../internal/calendar.h"

#include <limits.h>

#define DAY 86400
#define DAYS_OF_400_YEARS 146097

static long long floor_divide(long long value, long long divisor) {
  long long quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

/* With a year that begins in March the leap day is its last, and the months before have the lengths
   31 30 31 30 31, twice and a half: (153 * month + 2) / 5 is where a month begins. */
long long __days_from_date(long long year, int month, long long day) {
  int shifted = month >= 2 ? month - 2 : month + 10;
  long long cycle;
  long long year_of_cycle;
  year -= month < 2;
  cycle = floor_divide(year, 400);
  year_of_cycle = year - cycle * 400;
  return cycle * DAYS_OF_400_YEARS + year_of_cycle * 365 + year_of_cycle / 4 -
         year_of_cycle / 100 + (153 * shifted + 2) / 5 + day - 1 - 719468;
}

static int is_leap(long long year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int __date_from_seconds(long long seconds, struct tm *date) {
  static const int begin_of_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  long long days = floor_divide(seconds, DAY);
  int rest = (int)(seconds - days * DAY);
  long long year = 1970 + floor_divide(days * 400, DAYS_OF_400_YEARS);
  int leap;
  while (__days_from_date(year, 0, 1) > days) {
    year--;
  }
  while (__days_from_date(year + 1, 0, 1) <= days) {
    year++;
  }
  if (year - 1900 > INT_MAX || year - 1900 < INT_MIN) {
    return -1;
  }
  leap = is_leap(year);
  date->tm_year = (int)(year - 1900);
  date->tm_yday = (int)(days - __days_from_date(year, 0, 1));
  date->tm_mon = 11;
  while (date->tm_yday < begin_of_month[date->tm_mon] + (leap && date->tm_mon > 1)) {
    date->tm_mon--;
  }
  date->tm_mday = date->tm_yday - begin_of_month[date->tm_mon] - (leap && date->tm_mon > 1) + 1;
  date->tm_wday = (int)((days % 7 + 11) % 7);
  date->tm_hour = rest / 3600;
  date->tm_min = rest / 60 % 60;
  date->tm_sec = rest % 60;
  return 0;
}

long long __seconds_from_date(const struct tm *date) {
  int month = date->tm_mon % 12;
  long long year = 1900LL + date->tm_year + date->tm_mon / 12;
  if (month < 0) {
    month += 12;
    year--;
  }
  return __days_from_date(year, month, date->tm_mday) * DAY + date->tm_hour * 3600LL +
         date->tm_min * 60LL + date->tm_sec;
}
