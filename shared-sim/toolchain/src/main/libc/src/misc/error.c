#include <errno.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned error_message_count;

void error(int status, int number, const char *format, ...) {
  va_list list;
  fflush(stdout);
  fprintf(stderr, "%s: ", program_invocation_name);
  va_start(list, format);
  vfprintf(stderr, format, list);
  va_end(list);
  if (number) {
    fprintf(stderr, ": %s", strerror(number));
  }
  fputc('\n', stderr);
  error_message_count++;
  if (status) {
    exit(status);
  }
}
