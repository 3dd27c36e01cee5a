#include <stdio.h>

union number {
  int whole;
  double real;
  const char *text;
  long long wide;
};

static void show(union number n, char kind) {
  switch (kind) {
    case 'i': printf("%d\n", n.whole); break;
    case 'd': printf("%g\n", n.real); break;
    case 's': printf("%s\n", n.text); break;
    default: printf("%lld\n", n.wide);
  }
}

int main(void) {
  int i = 3;
  double real = 1.5, other = 2.25;
  show((union number)i, 'i');
  show((union number)real, 'd');
  show((union number)(const char *)"text", 's');
  show((union number)(1LL << 40), 'w');
  union number n = (union number)(i * 2);
  n = i ? (union number)other : n;
  printf("%g\n", n.real);
  return 0;
}
