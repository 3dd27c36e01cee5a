/* The plain progress of a build: steps with numbers, as BuildKit has them. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "build.h"

static int quiet, number, warnings;
static long long began;
static char *name, *printed, *warned;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

void begin_progress(int is_quiet) {
  quiet = is_quiet;
  number = warnings = 0;
  warned = format("%s", "");
  if (!quiet) {
    fputs("#0 building with \"default\" instance using docker driver\n", stderr);
  }
}

void begin_step(const char *form, ...) {
  va_list list;
  va_start(list, form);
  vasprintf(&name, form, list);
  va_end(list);
  printed = format("%s", "");
  number++;
  began = now();
  if (!quiet) {
    fprintf(stderr, "\n#%d %s\n", number, name);
  }
}

void step_says(const char *form, ...) {
  va_list list;
  if (quiet) {
    return;
  }
  fprintf(stderr, "#%d ", number);
  va_start(list, form);
  vfprintf(stderr, form, list);
  va_end(list);
  fputc('\n', stderr);
}

static char *seconds(int digits) {
  long long passed = now() - began;
  return digits == 3 ? format("%lld.%03lld", passed / 1000, passed % 1000)
                     : format("%lld.%lld", (passed + 50) / 1000, (passed + 50) % 1000 / 100);
}

void step_prints(const char *line) {
  char *text = format("%s %s", seconds(3), line);
  step_says("%s", text);
  printed = format("%s%s\n", printed, text);
}

char *took(void) { return now() - began < 50 ? format("%s", "") : format(" %ss", seconds(1)); }

void end_step(void) { step_says("DONE %ss", seconds(1)); }

void step_is_cached(void) { step_says("CACHED"); }

failure step_failed(failure failed) {
  if (!quiet) {
    step_says("ERROR: %s", failed);
    fprintf(stderr, "------\n > %s:\n%s------\n", name, printed);
  }
  return failed;
}

void warn_of(const char *text) {
  warned = format("%s - %s\n", warned, text);
  warnings++;
}

void say_warnings(void) {
  if (warnings && !quiet) {
    fprintf(stderr, "\n %d warning%s found:\n%s", warnings, warnings == 1 ? "" : "s", warned);
  }
}
