#include <stdio.h>
#include <stdlib.h>

static void last(void) { puts("atexit"); }
static void earlier(void) { puts("registered later, runs first"); }

int main(int argc, char *argv[]) {
  printf("%d %d %d\n", argc, argv[0] != 0, argv[argc] == 0);
  atexit(last);
  atexit(earlier);
  if (argc == 1) exit(258 + 1);
  return 0;
}
