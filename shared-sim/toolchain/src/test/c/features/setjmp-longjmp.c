#include <setjmp.h>
#include <stdio.h>

static jmp_buf top, inner;
static volatile int depth;

static void dive(int n) {
  char padding[50];
  padding[n] = (char)n;
  depth = n + padding[n] - n;
  if (n == 10) longjmp(top, n);
  dive(n + 1);
}

static int attempt(int what) {
  volatile int tries = 0;
  int r = setjmp(inner);
  tries++;
  if (r < 3) longjmp(inner, r + what);
  return tries * 10 + r;
}

int main(void) {
  int r = setjmp(top);
  if (r == 0) dive(0);
  printf("%d %d\n", r, depth);
  printf("%d %d\n", attempt(1), attempt(2));
  switch (setjmp(top)) {
    case 0: longjmp(top, 0);
    case 1: puts("zero becomes one"); break;
    default: puts("wrong");
  }
  return 0;
}
