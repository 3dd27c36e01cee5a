#include <stdio.h>

static int calls;

static char (*row(int n))[] {
  calls += n;
  return 0;
}

int main(void) {
  int n = 5;
  void *p = 0;
  // The operand of such a sizeof is evaluated, and with it the lengths in its casts.
  printf("%d\n", (int)sizeof(*(char(*)[n])p));
  printf("%d", (int)sizeof(*(n++, (int(*)[n])p)));
  printf(" %d\n", n);
  printf("%d\n", (int)sizeof(typeof(*(short(*)[n])p)));
  printf("%d\n", (int)sizeof(typeof(*(n++, (char(*)[n])p))));
  printf("%d\n", n);
  printf("%d", (int)sizeof(*(char(*)[n])row(3)));
  printf(" %d\n", calls);
  printf("%d", (int)sizeof(*({ n = 10; (int(*)[n])p; })));
  printf(" %d\n", n);
  __auto_type deduced = (*({
    int inner = 2;
    (short(*)[3][inner])p;
  }));
  printf("%d\n", (int)sizeof *deduced);
  printf("%d", (int)sizeof(int(*)[n++]));
  printf(" %d\n", (int)_Alignof(typeof((char(*)[n])p)));
  typeof((char(*)[n + 1])p) q = p;
  n = 0;
  printf("%d\n", (int)sizeof *q);
  return 0;
}
