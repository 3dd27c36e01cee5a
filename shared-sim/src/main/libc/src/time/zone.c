/* The zone of TZ: a name and how far it is west of Greenwich, like CET-1 or NST3:30. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

char *tzname[2] = {"UTC", "UTC"};
long timezone;
int daylight;

static char name[16];

static const char *parse_name(const char *text) {
  const char *end = text;
  size_t length;
  if (*text == '<') {
    text++;
    end = strchrnul(text, '>');
  } else {
    while (isalpha((unsigned char)*end)) {
      end++;
    }
  }
  length = (size_t)(end - text);
  if (length < 3 || length >= sizeof name) {
    return NULL;
  }
  memcpy(name, text, length);
  name[length] = 0;
  return *end == '>' ? end + 1 : end;
}

/* hours, minutes and seconds with colons between. */
static const char *parse_offset(const char *text, long *offset) {
  int minus = *text == '-';
  long unit = 3600;
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

void tzset(void) {
  const char *zone = getenv("TZ");
  const char *rest;
  long offset;
  tzname[0] = "UTC";
  timezone = 0;
  if (zone && (rest = parse_name(zone)) && parse_offset(rest, &offset)) {
    tzname[0] = name;
    timezone = offset;
  }
  tzname[1] = tzname[0];
}
