#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void message(const char *format, va_list list, const char *reason) {
  fprintf(stderr, "%s: ", program_invocation_short_name);
  if (format) {
    vfprintf(stderr, format, list);
  }
  if (reason) {
    fprintf(stderr, "%s%s", format ? ": " : "", reason);
  }
  fputc('\n', stderr);
}

void vwarn(const char *format, va_list list) { message(format, list, strerror(errno)); }

void vwarnx(const char *format, va_list list) { message(format, list, NULL); }

_Noreturn void verr(int status, const char *format, va_list list) {
  vwarn(format, list);
  exit(status);
}

_Noreturn void verrx(int status, const char *format, va_list list) {
  vwarnx(format, list);
  exit(status);
}

void warn(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vwarn(format, list);
  va_end(list);
}

void warnx(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vwarnx(format, list);
  va_end(list);
}

_Noreturn void err(int status, const char *format, ...) {
  va_list list;
  va_start(list, format);
  verr(status, format, list);
}

_Noreturn void errx(int status, const char *format, ...) {
  va_list list;
  va_start(list, format);
  verrx(status, format, list);
}
