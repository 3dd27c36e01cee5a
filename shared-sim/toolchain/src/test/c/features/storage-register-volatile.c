#include <setjmp.h>
#include <stdio.h>

static volatile int shared;

static int spin(register int n) {
  register int total = 0;
  while (n > 0) {
    total += n--;
    shared = total;
    shared++;
  }
  return shared;
}

int main(void) {
  volatile int v = 3;
  v = v + v * 2;
  printf("%d %d\n", v, spin(10));
  register const char *s = "reg";
  for (register int i = 2; i >= 0; i--) putchar(s[i]);
  putchar('\n');
  volatile struct { int a; char b; } w = {1, 2};
  w.a += w.b;
  printf("%d\n", w.a);
  volatile char *p = (volatile char *)&v;
  printf("%d\n", *p);
  auto int a = 5;
  return a;
}
