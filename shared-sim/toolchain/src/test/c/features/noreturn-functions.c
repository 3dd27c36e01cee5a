#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf out;

_Noreturn static void leave(int code) { longjmp(out, code); }
__attribute__((noreturn)) static void stop(int code) {
  printf("stop %d\n", code);
  exit(code);
}

static int value(int n) {
  if (n > 2) leave(n);
  return n;
}

int main(void) {
  int r = setjmp(out);
  if (r == 0) {
    printf("%d\n", value(1));
    printf("%d\n", value(7));
  }
  printf("left %d\n", r);
  stop(5);
}
