#include <stdio.h>

struct pair {
  int a, b;
};

static struct pair one = {1, 2}, two = {3, 4};

int main(int argc, char **argv) {
  int t = argc > 0;
  (void)argv;
  printf("%d %d\n", (t ? one : two).b, (t ? two : one).a);
  int x = 1, y = 2;
  *(t ? &x : &y) = 9;
  printf("%d %d\n", x, y);
  printf("%d\n", (t ? -1 : 0u) > 0);
  printf("%lld\n", t ? -1 : 0LL);
  printf("%g\n", t ? 1 : 2.5);
  const char *text = t ? "true" : 0;
  puts(text);
  void *v = &x;
  int *p = t ? v : &y;
  printf("%d\n", *p);
  char buffer[4] = "abc";
  puts(t ? buffer : "zzz");
  t ? puts("void") : (void)0;
  int n = 5;
  puts(n < 3 ? "small" : n < 6 ? "middle" : n < 9 ? "large" : "huge");
  return t ? 0 : 1;
}
