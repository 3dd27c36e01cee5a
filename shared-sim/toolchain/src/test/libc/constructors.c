/* What runs before main and after exit's functions. */
#include <stdio.h>
#include <stdlib.h>

static int begun;

__attribute__((constructor)) static void begin(int count, char **arguments) {
  begun = count > 0 && arguments[0] != NULL;
}

__attribute__((destructor)) static void end(void) { printf("destroyed\n"); }

static void leave(void) { printf("left\n"); }

int main(void) {
  printf("%d\n", begun);
  atexit(leave);
  return 3;
}
