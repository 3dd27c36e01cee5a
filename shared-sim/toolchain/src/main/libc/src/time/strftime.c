/* Dates as text (C11 7.27.3.5), with the C locale's names and GNU's flags and widths. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

/* A conversion with GNU's flags: _ - 0 for the padding, ^ for capitals, # for the other case. */
struct conversion {
  char padding; /* 0 for what is usual */
  int upper;
  int other_case;
  int width;
  char letter;
};

struct output {
  char *text;
  size_t size;
  size_t length; /* size if it did not fit */
};

static void put(struct output *output, const char *text, size_t length) {
  if (output->length + length >= output->size) {
    output->length = output->size;
    return;
  }
  memcpy(output->text + output->length, text, length);
  output->length += length;
}

static void put_padding(struct output *output, int count, char padding) {
  for (; count > 0; count--) {
    put(output, &padding, 1);
  }
}

static void put_number(struct output *output, const struct conversion *conversion, long long value,
                       int digits, char padding) {
  char text[24];
  int length = sprintf(text, "%lld", value < 0 ? -value : value);
  if (conversion->padding) {
    padding = conversion->padding;
  }
  if (conversion->width > 0) {
    digits = conversion->width;
  }
  digits -= value < 0;
  if (value < 0 && padding != '_') {
    put(output, "-", 1);
  }
  if (padding != '-') {
    put_padding(output, digits - length, padding == '_' ? ' ' : '0');
  }
  if (value < 0 && padding == '_') {
    put(output, "-", 1);
  }
  put(output, text, (size_t)length);
}

/* other says what # does: %p and %Z become small, the names large. */
static void put_text(struct output *output, const struct conversion *conversion, const char *text,
                     int (*other)(int)) {
  int (*change)(int) = conversion->other_case ? other : conversion->upper ? toupper : NULL;
  int padding = conversion->width - (int)strlen(text);
  put_padding(output, padding, conversion->padding == '0' ? '0' : ' ');
  for (; *text; text++) {
    char c = change ? (char)change((unsigned char)*text) : *text;
    put(output, &c, 1);
  }
}

static const char *name(const char *const *names, int index, int count) {
  return index >= 0 && index < count ? names[index] : "?";
}

static void put_short(struct output *output, const struct conversion *conversion,
                      const char *text) {
  char abbreviated[4];
  strlcpy(abbreviated, text, sizeof abbreviated);
  put_text(output, conversion, abbreviated, toupper);
}

static void put_dates(struct output *output, const struct conversion *conversion,
                      const char *format, const struct tm *date) {
  char text[128];
  strftime(text, sizeof text, format, date);
  put_text(output, conversion, text, toupper);
}

static int is_leap(long long year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* The ISO 8601 week: weeks begin with Monday, the first has the year's first Thursday. */
static int iso_week(const struct tm *date, long long *year) {
  int monday_based = (date->tm_wday + 6) % 7;
  int week = (date->tm_yday - monday_based + 10) / 7;
  *year = 1900LL + date->tm_year;
  if (week < 1) {
    int days_of_year = 365 + is_leap(*year - 1);
    --*year;
    return (date->tm_yday + days_of_year - monday_based + 10) / 7;
  }
  if (week == 53 && date->tm_yday - monday_based + 3 >= 365 + is_leap(*year)) {
    ++*year;
    return 1;
  }
  return week;
}

static int hour_of_twelve(int hour) { return hour % 12 == 0 ? 12 : hour % 12; }

static long long floor_century(long long year) {
  return year >= 0 ? year / 100 : -((99 - year) / 100);
}

static void put_offset(struct output *output, const struct conversion *conversion, long offset) {
  char sign = offset < 0 ? '-' : '+';
  if (offset < 0) {
    offset = -offset;
  }
  put(output, &sign, 1);
  put_number(output, conversion, offset / 3600 * 100 + offset / 60 % 60, 4, '0');
}

static int format_year(struct output *output, const struct conversion *c, const struct tm *date) {
  long long year = 1900LL + date->tm_year;
  long long iso_year;
  int week = iso_week(date, &iso_year);
  switch (c->letter) {
    case 'C':
      put_number(output, c, floor_century(year), 2, '0');
      return 1;
    case 'Y':
      put_number(output, c, year, 1, '0');
      return 1;
    case 'y':
      put_number(output, c, year - floor_century(year) * 100, 2, '0');
      return 1;
    case 'G':
      put_number(output, c, iso_year, 1, '0');
      return 1;
    case 'g':
      put_number(output, c, iso_year - floor_century(iso_year) * 100, 2, '0');
      return 1;
    case 'V':
      put_number(output, c, week, 2, '0');
      return 1;
    case 'U':
      put_number(output, c, (date->tm_yday + 7 - date->tm_wday) / 7, 2, '0');
      return 1;
    case 'W':
      put_number(output, c, (date->tm_yday + 7 - (date->tm_wday + 6) % 7) / 7, 2, '0');
      return 1;
    default:
      return 0;
  }
}

/* As of local time, on a copy since mktime changes the fields. */
static time_t seconds_of(struct tm date) { return mktime(&date); }

static int format_number(struct output *output, const struct conversion *c,
                         const struct tm *date) {
  switch (c->letter) {
    case 'd':
      put_number(output, c, date->tm_mday, 2, '0');
      return 1;
    case 'e':
      put_number(output, c, date->tm_mday, 2, '_');
      return 1;
    case 'H':
      put_number(output, c, date->tm_hour, 2, '0');
      return 1;
    case 'k':
      put_number(output, c, date->tm_hour, 2, '_');
      return 1;
    case 'I':
      put_number(output, c, hour_of_twelve(date->tm_hour), 2, '0');
      return 1;
    case 'l':
      put_number(output, c, hour_of_twelve(date->tm_hour), 2, '_');
      return 1;
    case 'j':
      put_number(output, c, date->tm_yday + 1, 3, '0');
      return 1;
    case 'm':
      put_number(output, c, date->tm_mon + 1, 2, '0');
      return 1;
    case 'M':
      put_number(output, c, date->tm_min, 2, '0');
      return 1;
    case 'S':
      put_number(output, c, date->tm_sec, 2, '0');
      return 1;
    case 's':
      put_number(output, c, seconds_of(*date), 1, '0');
      return 1;
    case 'u':
      put_number(output, c, date->tm_wday ? date->tm_wday : 7, 1, '0');
      return 1;
    case 'w':
      put_number(output, c, date->tm_wday, 1, '0');
      return 1;
    default:
      return format_year(output, c, date);
  }
}

static int format_name(struct output *output, const struct conversion *c, const struct tm *date) {
  switch (c->letter) {
    case 'A':
      put_text(output, c, name(days, date->tm_wday, 7), toupper);
      return 1;
    case 'a':
      put_short(output, c, name(days, date->tm_wday, 7));
      return 1;
    case 'B':
      put_text(output, c, name(months, date->tm_mon, 12), toupper);
      return 1;
    case 'b':
    case 'h':
      put_short(output, c, name(months, date->tm_mon, 12));
      return 1;
    case 'p':
      put_text(output, c, date->tm_hour < 12 ? "AM" : "PM", tolower);
      return 1;
    case 'P':
      put_text(output, c, date->tm_hour < 12 ? "am" : "pm", tolower);
      return 1;
    case 'Z':
      put_text(output, c, date->tm_zone ? date->tm_zone : "", tolower);
      return 1;
    case 'z':
      put_offset(output, c, date->tm_gmtoff);
      return 1;
    case 'n':
      put(output, "\n", 1);
      return 1;
    case 't':
      put(output, "\t", 1);
      return 1;
    case '%':
      put(output, "%", 1);
      return 1;
    default:
      return 0;
  }
}

/* Those that are short for several others. */
static const char *composed(char letter) {
  switch (letter) {
    case 'c':
      return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
      return "%m/%d/%y";
    case 'F':
      return "%Y-%m-%d";
    case 'r':
      return "%I:%M:%S %p";
    case 'R':
      return "%H:%M";
    case 'T':
    case 'X':
      return "%H:%M:%S";
    case '+':
      return "%a %b %e %H:%M:%S %Z %Y";
    default:
      return NULL;
  }
}

static const char *parse(const char *format, struct conversion *conversion) {
  memset(conversion, 0, sizeof *conversion);
  for (; *format && strchr("_-0^#", *format); format++) {
    if (*format == '^') {
      conversion->upper = 1;
    } else if (*format == '#') {
      conversion->other_case = 1;
    } else {
      conversion->padding = *format;
    }
  }
  for (; isdigit((unsigned char)*format); format++) {
    conversion->width = conversion->width * 10 + (*format - '0');
  }
  /* The C locale has no other eras and digits. */
  if (*format == 'E' || *format == 'O') {
    format++;
  }
  conversion->letter = *format;
  return *format ? format + 1 : format;
}

size_t strftime(char *restrict text, size_t size, const char *restrict format,
                const struct tm *restrict date) {
  struct output output = {text, size, 0};
  while (*format && output.length < size) {
    struct conversion conversion;
    const char *begin = format;
    if (*format != '%') {
      put(&output, format++, 1);
      continue;
    }
    format = parse(format + 1, &conversion);
    if (composed(conversion.letter)) {
      put_dates(&output, &conversion, composed(conversion.letter), date);
    } else if (!format_number(&output, &conversion, date) &&
               !format_name(&output, &conversion, date)) {
      put(&output, begin, (size_t)(format - begin));
    }
  }
  if (output.length == size) {
    return 0;
  }
  text[output.length] = 0;
  return output.length;
}
