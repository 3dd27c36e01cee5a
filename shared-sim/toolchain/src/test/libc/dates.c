#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "random.h"

static const char format[] =
    "%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j %k %l %m %M %n %p %P %r %R %s %S %t %T %u %U "
    "%V %w %W %x %X %y %Y %z %Z %% %5d %-d %_m %^a %#p %#Z %010Y %-H %_5S %Ey %Od %Q %10a|%-10B|";

static void print(const struct tm *date) {
  char text[800];
  size_t length = strftime(text, sizeof text, format, date);
  printf("%zu %s\n", length, text);
}

/* Fields out of their ranges. */
static void normalize(struct tm date) {
  date.tm_mday += random_below(200) - 100;
  date.tm_mon += random_below(50) - 25;
  date.tm_hour -= random_below(100);
  date.tm_sec += random_below(10000);
  date.tm_isdst = 0;
  if (date.tm_year > 135 || date.tm_year < 5) {
    date.tm_year = 100;
  }
  printf("%ld ", (long)timegm(&(struct tm){.tm_year = date.tm_year, .tm_mday = date.tm_mday}));
  printf("%ld ", (long)mktime(&date));
  printf("%d %d %d %d %d %d\n", date.tm_year, date.tm_mon, date.tm_mday, date.tm_wday,
         date.tm_yday, date.tm_hour);
}

static void parse(const char *text, const char *pattern) {
  struct tm date;
  char *end;
  memset(&date, 0, sizeof date);
  end = strptime(text, pattern, &date);
  printf("%s %d %d %d %d %d %d\n", end ? end : "none", date.tm_year, date.tm_mon, date.tm_mday,
         date.tm_hour, date.tm_min, date.tm_sec);
}

int main(void) {
  char small[5];
  int i;
  setenv("TZ", "XYZ-2:30", 1);
  for (i = 0; i < 3000; i++) {
    time_t time = i < 1000 ? i * 302400 : (time_t)(int)(random_word() / 2 % 2140000000);
    struct tm date;
    if (i % 2 && i > 1000) {
      time = -time;
    }
    print(gmtime_r(&time, &date));
    print(localtime(&time));
    printf("%s%s", asctime(&date), ctime(&time));
    normalize(date);
  }
  parse("2024-02-29 13:14:15 x", "%F %T");
  parse("5 oct 99 1:02 PM", "%e %b %y %I:%M %p");
  parse("13/32/2000", "%m/%d/%Y");
  printf("%zu ", strftime(small, sizeof small, "%Y", gmtime(&(time_t){0})));
  printf("%s %zu\n", small, strftime(small, sizeof small, "%Y!", gmtime(&(time_t){0})));
  printf("%.1f %d\n", difftime(10, 4), time(NULL) > 1700000000);
  return 0;
}
