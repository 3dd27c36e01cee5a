#include <stdio.h>

__extension__ typedef long long wide;
static __const int a = 5;
static __volatile__ int b = 6;
static __signed__ char c = -3;
static __inline int d(int *__restrict p) { return *p; }

int main(void) {
  __extension__ wide w = 1LL << 33;
  int n = __extension__({ int x = 4; x * x; });
  __asm__ __volatile__("" : : : "memory");
  printf("%d %d %d %lld %d %d\n", a, b, c, w, n, d(&n));
  printf("%d %d\n", (int)__alignof__(int), __extension__ 5);
  return 0;
}
