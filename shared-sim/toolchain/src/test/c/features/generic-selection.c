#include <stdio.h>

#define TYPE(x)                                                                           \
  _Generic((x), char: "char", int: "int", unsigned: "unsigned", double: "double",          \
           char *: "char *", const char *: "const char *", int (*)(int): "function",       \
           struct s: "struct s", void *: "void *", default: "other")

struct s { int a; };
static int f(int x) { return x; }
static int abs_i(int v) { return v < 0 ? -v : v; }
static double abs_d(double v) { return v < 0 ? -v : v; }
#define ABS(x) _Generic((x), double: abs_d, default: abs_i)(x)

int main(void) {
  struct s v = {0};
  const char *k = "k";
  char array[3] = "ab";
  const int ci = 1;
  puts(TYPE('a'));
  puts(TYPE((char)'a'));
  puts(TYPE(1u));
  puts(TYPE(1.0));
  puts(TYPE(array));
  puts(TYPE(k));
  puts(TYPE("s"));
  puts(TYPE(f));
  puts(TYPE(v));
  puts(TYPE((void *)0));
  puts(TYPE(ci));
  puts(TYPE(1.0f));
  printf("%d %g\n", ABS(-3), ABS(-2.5));
  int n = 0;
  int r = _Generic(n++, int: 5, default: n++);
  printf("%d %d\n", r, n);
  printf("%d\n", _Generic(0, int: _Generic(0.0, double: 7, default: 1), default: 2));
  return 0;
}
