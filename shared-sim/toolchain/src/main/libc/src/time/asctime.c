#include <stddef.h>
#include <stdio.h>
#include <time.h>

char *asctime_r(const struct tm *restrict date, char *restrict text) {
  static const char days[] = "SunMonTueWedThuFriSat";
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const char *day = date->tm_wday >= 0 && date->tm_wday < 7 ? days + 3 * date->tm_wday : "???";
  const char *month = date->tm_mon >= 0 && date->tm_mon < 12 ? months + 3 * date->tm_mon : "???";
  sprintf(text, "%.3s %.3s%3d %.2d:%.2d:%.2d %d\n", day, month, date->tm_mday, date->tm_hour,
          date->tm_min, date->tm_sec, 1900 + date->tm_year);
  return text;
}

char *asctime(const struct tm *date) {
  static char text[72];
  return asctime_r(date, text);
}

char *ctime_r(const time_t *time, char *text) {
  struct tm date;
  return localtime_r(time, &date) ? asctime_r(&date, text) : NULL;
}

char *ctime(const time_t *time) {
  struct tm *date = localtime(time);
  return date ? asctime(date) : NULL;
}
