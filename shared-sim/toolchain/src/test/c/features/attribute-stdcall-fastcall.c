#include <stdio.h>

static int __attribute__((stdcall, noinline)) s(int a, int b, int c) { return a + b * 10 + c * 100; }
static int __attribute__((fastcall, noinline)) f(int a, int b, int c) { return a + b * 10 + c * 100; }

int main(void) {
  int total = 0;
  for (int i = 0; i < 1000; i++) total += s(i % 3, 1, 1) - f(1, i % 2, 1);
  printf("%d %d %d\n", total, s(1, 2, 3), f(1, 2, 3));
  int (__attribute__((stdcall)) *p)(int, int, int) = s;
  printf("%d\n", p(7, 8, 9));
  return 0;
}
