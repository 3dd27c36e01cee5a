#include <stdio.h>

static inline int square(int x) { return x * x; }
inline static int cube(int x) { return x * square(x); }
static inline __attribute__((always_inline)) int clamp(int v, int lo, int hi) {
  return v < lo ? lo : v > hi ? hi : v;
}
extern inline __attribute__((gnu_inline)) int ext(int x);
inline int c99(int x) { return x + 1000; }
extern int c99(int x);
static __inline__ int gnu(int x) { return x - 1; }

static inline int factorial(int n) { return n <= 1 ? 1 : n * factorial(n - 1); }

int main(void) {
  int (*p)(int) = square;
  printf("%d %d %d %d\n", square(5), cube(3), clamp(99, 0, 50), p(9));
  printf("%d %d %d\n", c99(1), gnu(1), factorial(10));
  return 0;
}
