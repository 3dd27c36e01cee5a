#include <stdio.h>

static unsigned flags(void) {
  unsigned f;
  asm volatile("pushfl\n\tpopl %0" : "=r"(f));
  return f;
}

static void fill(void *p, unsigned char c, unsigned n) {
  asm volatile("rep stosb" : "+D"(p), "+c"(n) : "a"(c) : "memory");
}

static unsigned exchange(volatile unsigned *p, unsigned v) {
  asm volatile("xchgl %0, %1" : "+r"(v), "+m"(*p) : : "memory");
  return v;
}

static int compare_exchange(volatile int *p, int old, int new) {
  unsigned char ok;
  asm volatile("lock; cmpxchgl %3, %1\n\tsete %0" : "=q"(ok), "+m"(*p), "+a"(old) : "r"(new) : "memory", "cc");
  return ok;
}

static unsigned short segment(void) {
  unsigned short s;
  asm("movw %%cs, %0" : "=r"(s));
  return s & 3;
}

int main(void) {
  char b[6] = "";
  fill(b, 'z', 5);
  volatile unsigned u = 5;
  unsigned old = exchange(&u, 9);
  volatile int i = 1;
  int first = compare_exchange(&i, 1, 2), second = compare_exchange(&i, 1, 3);
  printf("%s %u %u %d %d %d\n", b, old, u, first, second, i);
  printf("%d %d\n", (flags() & 2) != 0, segment());
  return 0;
}
