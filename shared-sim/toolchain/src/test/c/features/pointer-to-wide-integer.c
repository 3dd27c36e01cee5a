#include <stdio.h>

/* A pointer becomes a wider integer with its highest bit as a sign, as GCC's manual says. */
static unsigned long long early = (unsigned long long)(void *)0x80000000u;
struct s {
  int a, b;
};

int main(void) {
  void *volatile p = (void *)0x80000000u;
  char *volatile low = (char *)0x7fffffff;
  printf("%llx %llx\n", (unsigned long long)p, (unsigned long long)low);
  printf("%llx %llx\n", early, (unsigned long long)(void *)0xfffffff0u);
  printf("%lld %lld\n", (long long)p, (long long)&((struct s *)0xfffffff0u)->b);
  printf("%d %x\n", (long long)p < 0, (unsigned)p);
  return 0;
}
