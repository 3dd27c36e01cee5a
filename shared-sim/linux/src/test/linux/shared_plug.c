// What shared_program.c loads while it runs.
#include <stdio.h>

static __thread int count = 11;

__attribute__((constructor)) static void begin(void) {
  puts("loaded");
}

__attribute__((destructor)) static void end(void) {
  puts("unloaded");
}

int answer(int value) {
  return 2 * value + count++;
}
