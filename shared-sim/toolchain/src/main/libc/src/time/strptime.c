#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char *skip_space(const char *text) {
  while (isspace((unsigned char)*text)) {
    text++;
  }
  return text;
}

static const char *parse_number(const char *text, int digits, int low, int high, int *value) {
  int number = 0;
  text = skip_space(text);
  if (!isdigit((unsigned char)*text)) {
    return NULL;
  }
  for (; digits > 0 && isdigit((unsigned char)*text); digits--) {
    number = number * 10 + (*text++ - '0');
  }
  *value = number;
  return number >= low && number <= high ? text : NULL;
}

/* A name in full or its first three letters; names are separated by spaces. */
static const char *parse_name(const char *text, const char *names, int *index) {
  for (*index = 0; *names; ++*index) {
    size_t length = strcspn(names, " ");
    if (strncasecmp(text, names, length) == 0) {
      return text + length;
    }
    if (strncasecmp(text, names, 3) == 0) {
      return text + 3;
    }
    names += length + (names[length] == ' ');
  }
  return NULL;
}

static const char *parse_offset(const char *text, struct tm *date) {
  int value;
  int minus = *text == '-';
  if (*text == 'Z') {
    date->tm_gmtoff = 0;
    return text + 1;
  }
  if (*text != '+' && *text != '-') {
    return NULL;
  }
  text = parse_number(text + 1, 4, 0, 1459, &value);
  if (text) {
    date->tm_gmtoff = (value / 100 * 3600L + value % 100 * 60L) * (minus ? -1 : 1);
  }
  return text;
}

static const char *parse_time(const char *text, char letter, struct tm *date) {
  int value = 0;
  switch (letter) {
    case 'H':
    case 'k':
      return parse_number(text, 2, 0, 23, &date->tm_hour);
    case 'I':
    case 'l':
      text = parse_number(text, 2, 1, 12, &value);
      date->tm_hour = value % 12;
      return text;
    case 'M':
      return parse_number(text, 2, 0, 59, &date->tm_min);
    case 'S':
      return parse_number(text, 2, 0, 60, &date->tm_sec);
    case 'p':
      text = parse_name(text, "AM PM", &value);
      date->tm_hour = date->tm_hour % 12 + 12 * value;
      return text;
    case 'z':
      return parse_offset(skip_space(text), date);
    default:
      return NULL;
  }
}

static const char *parse_date(const char *text, char letter, struct tm *date) {
  int value = 0;
  switch (letter) {
    case 'd':
    case 'e':
      return parse_number(text, 2, 1, 31, &date->tm_mday);
    case 'm':
      text = parse_number(text, 2, 1, 12, &value);
      if (text) {
        date->tm_mon = value - 1;
      }
      return text;
    case 'Y':
      text = parse_number(text, 4, 0, 9999, &value);
      date->tm_year = value - 1900;
      return text;
    case 'y':
      text = parse_number(text, 2, 0, 99, &value);
      date->tm_year = value < 69 ? value + 100 : value;
      return text;
    case 'j':
      text = parse_number(text, 3, 1, 366, &value);
      date->tm_yday = value - 1;
      return text;
    case 'w':
      return parse_number(text, 1, 0, 6, &date->tm_wday);
    case 'a':
    case 'A':
      return parse_name(text, "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
                        &date->tm_wday);
    case 'b':
    case 'B':
    case 'h':
      return parse_name(text,
                        "January February March April May June July August September October "
                        "November December",
                        &date->tm_mon);
    default:
      return parse_time(text, letter, date);
  }
}

static const char *composed(char letter) {
  switch (letter) {
    case 'c':
      return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
      return "%m/%d/%y";
    case 'F':
      return "%Y-%m-%d";
    case 'R':
      return "%H:%M";
    case 'r':
      return "%I:%M:%S %p";
    case 'T':
    case 'X':
      return "%H:%M:%S";
    default:
      return NULL;
  }
}

char *strptime(const char *restrict text, const char *restrict format, struct tm *restrict date) {
  for (; text && *format; format++) {
    if (isspace((unsigned char)*format)) {
      text = skip_space(text);
    } else if (*format != '%') {
      text = *text == *format ? text + 1 : NULL;
    } else {
      format++;
      if (composed(*format)) {
        text = strptime(text, composed(*format), date);
      } else if (*format == 'n' || *format == 't') {
        text = skip_space(text);
      } else if (*format == '%') {
        text = *text == '%' ? text + 1 : NULL;
      } else {
        text = parse_date(text, *format, date);
      }
    }
  }
  return (char *)text;
}
