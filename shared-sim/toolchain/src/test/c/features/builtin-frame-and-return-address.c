#include <stdio.h>

static int __attribute__((noinline)) inner(char *caller) {
  char *frame = __builtin_frame_address(0);
  void *back = __builtin_return_address(0);
  return frame < caller && back != 0;
}

int main(void) {
  int (*volatile f)(char *) = inner;
  printf("%d\n", f(__builtin_frame_address(0)));
  return 0;
}
