#include <stdio.h>

/* GCC calculates with a field of more than 32 bits in the field's own width. */
struct fields {
  unsigned long long a : 33;
  unsigned long long b : 40;
  long long c : 41;
  unsigned long long d : 64;
};

static struct fields f = {0x1ffffffff, 0x8000000001, -7, 3};

static unsigned long long twice(unsigned long long x) { return x * 2; }

int main(void) {
  struct fields *p = &f;
  int i = -1;
  printf("%llx %llx\n", (unsigned long long)(f.a + f.a), (unsigned long long)(f.b << 8));
  printf("%llx %llx\n", (unsigned long long)(f.a * f.b), (unsigned long long)(f.a - f.b));
  printf("%llx %lld\n", (unsigned long long)(f.b + f.c), (long long)(f.c << 38));
  printf("%llx %llx\n", (unsigned long long)-f.b, (unsigned long long)~f.a);
  printf("%llx %llx\n", (unsigned long long)(f.b + i), (unsigned long long)(f.a ^ i));
  printf("%d %d %d\n", f.b << 8 < 0x200, f.a + 1 == 0, f.c - 1 < 0);
  printf("%llx %llx\n", (unsigned long long)(f.b + f.d), twice(f.b));
  printf("%llx %llx\n", (unsigned long long)(f.b + 0ull) << 8, (unsigned long long)f.b << 8);
  printf("%g %g\n", (double)(f.a + 1), f.b * 2.0);
  unsigned long long whole = f.b;
  whole += f.a;
  p->b += p->a;
  printf("%llx %llx\n", whole, (unsigned long long)p->b);
  printf("%llx %d\n", (unsigned long long)(i ? f.a : f.b) , (int)sizeof(f.a + f.b));
  printf("%llx %llx\n", (unsigned long long)(p->a++ + 1), (unsigned long long)--p->a);
  switch (f.b << 39 >> 39) {
    case 0: printf("none\n"); break;
    case 1: printf("one\n"); break;
  }
  if (f.a << 33) printf("not lost\n");
  return 0;
}
