/* The zone of TZ as POSIX has it (XBD 8.3): a name and how far it is west of Greenwich, like CET-1
   or <+0330>-3:30, and perhaps a daylight saving time, like CET-1CEST,M3.5.0,M10.5.0/3. */
#include "../internal/zone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../internal/calendar.h"

char *tzname[2] = {"UTC", "UTC"};
long timezone;
int daylight;

/* A day of the year and the seconds of that day when the other time begins. */
struct rule {
  char kind; /* 'J' without 29 February, 'D' from 0 on, 'M' a week day of a month */
  int day, month, week;
  long time;
};

enum { MOST = 16, HOUR = 3600, DAY = 86400 };

static char names[2][MOST];
static long daylight_west;
static struct rule rules[2]; /* when daylight saving time begins, and when it ends */

static const char *parse_name(const char *text, char *name) {
  const char *end = text;
  size_t length;
  int quoted = *text == '<';
  if (quoted) {
    end = ++text;
    while (isalnum((unsigned char)*end) || *end == '+' || *end == '-') {
      end++;
    }
  } else {
    while (isalpha((unsigned char)*end)) {
      end++;
    }
  }
  length = (size_t)(end - text);
  if (length < 3 || length >= MOST || (quoted && *end != '>')) {
    return NULL;
  }
  memcpy(name, text, length);
  name[length] = 0;
  return end + quoted;
}

/* hours, minutes and seconds with colons between. */
static const char *parse_offset(const char *text, long *offset) {
  int minus = *text == '-';
  long unit = HOUR;
  *offset = 0;
  text += *text == '-' || *text == '+';
  if (!isdigit((unsigned char)*text)) {
    return NULL;
  }
  for (; unit > 0; unit /= 60) {
    char *end;
    *offset += strtol(text, &end, 10) * unit;
    text = end;
    if (*text != ':') {
      break;
    }
    text++;
  }
  if (minus) {
    *offset = -*offset;
  }
  return text;
}

static const char *parse_number(const char *text, int least, int most, int *number) {
  char *end;
  long value = strtol(text, &end, 10);
  if (!isdigit((unsigned char)*text) || value < least || value > most) {
    return NULL;
  }
  *number = (int)value;
  return end;
}

static const char *parse_rule(const char *text, struct rule *rule) {
  rule->kind = *text == 'M' || *text == 'J' ? *text++ : 'D';
  rule->time = 2 * HOUR;
  if (rule->kind != 'M') {
    text = parse_number(text, rule->kind == 'J', 365, &rule->day);
  } else if (!(text = parse_number(text, 1, 12, &rule->month)) || *text++ != '.' ||
             !(text = parse_number(text, 1, 5, &rule->week)) || *text++ != '.' ||
             !(text = parse_number(text, 0, 6, &rule->day))) {
    return NULL;
  }
  return text && *text == '/' ? parse_offset(text + 1, &rule->time) : text;
}

/* What is behind the first offset; 0 where that is no daylight saving time. */
static int parse_daylight(const char *text) {
  text = parse_name(text, names[1]);
  if (!text) {
    return 0;
  }
  daylight_west = timezone - HOUR;
  if (*text && *text != ',' && !(text = parse_offset(text, &daylight_west))) {
    return 0;
  }
  /* Where nothing is said, the rules of the United States. */
  text = *text ? text : ",M3.2.0";
  if (*text != ',' || !(text = parse_rule(text + 1, &rules[0]))) {
    return 0;
  }
  text = *text ? text : ",M11.1.0";
  return *text == ',' && (text = parse_rule(text + 1, &rules[1])) && !*text;
}

void tzset(void) {
  const char *zone = getenv("TZ");
  const char *rest;
  long offset;
  tzname[0] = "UTC";
  timezone = 0;
  daylight = 0;
  zone += zone && *zone == ':';
  if (zone && (rest = parse_name(zone, names[0])) && (rest = parse_offset(rest, &offset))) {
    tzname[0] = names[0];
    timezone = offset;
    daylight = parse_daylight(rest);
  }
  tzname[1] = daylight ? names[1] : tzname[0];
}

/* The day of a year, counted from 1970, on which a rule applies. */
static long long day_of(const struct rule *rule, long long year) {
  long long first, begin = __days_from_date(year, 0, 1);
  int is_leap = __days_from_date(year + 1, 0, 1) - begin == 366;
  int before;
  if (rule->kind == 'D') {
    return begin + rule->day;
  }
  if (rule->kind == 'J') {
    return begin + rule->day - 1 + (is_leap && rule->day > 59);
  }
  first = __days_from_date(year, rule->month - 1, 1);
  before = (int)(((first + 4) % 7 + 7) % 7); /* the week day of the first; 1970 began at 4 */
  first += (rule->day - before + 7) % 7 + 7 * (rule->week - 1);
  while (first >= (rule->month == 12 ? __days_from_date(year + 1, 0, 1)
                                     : __days_from_date(year, rule->month, 1))) {
    first -= 7;
  }
  return first;
}

static int is_daylight(long long seconds) {
  struct tm date;
  long long begin, end, year;
  if (!daylight || __date_from_seconds(seconds - timezone, &date) < 0) {
    return 0;
  }
  year = 1900LL + date.tm_year;
  begin = day_of(&rules[0], year) * DAY + rules[0].time + timezone;
  end = day_of(&rules[1], year) * DAY + rules[1].time + daylight_west;
  return begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end;
}

int __zone_at(long long seconds, long *offset, const char **name) {
  int dst = is_daylight(seconds);
  *offset = dst ? -daylight_west : -timezone;
  *name = tzname[dst];
  return dst;
}

long long __zone_seconds(long long local, int dst) {
  long long standard = local + timezone, saving = local + daylight_west;
  if (!daylight || dst == 0) {
    return standard;
  }
  if (dst > 0) {
    return saving;
  }
  return is_daylight(saving) && is_daylight(standard) ? saving : standard;
}
