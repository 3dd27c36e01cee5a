#include <stdio.h>

struct s { char c; int i; };

int main(void) {
  char c;
  short s;
  long long ll;
  int a[10], *p = a;
  struct s v, *q = &v;
  printf("%d %d %d %d\n", (int)sizeof c, (int)sizeof(s), (int)sizeof ll, (int)sizeof(long double));
  printf("%d %d %d %d\n", (int)sizeof a, (int)sizeof p, (int)sizeof *p, (int)sizeof &a);
  printf("%d %d %d\n", (int)sizeof(struct s), (int)sizeof q->i, (int)sizeof *q);
  printf("%d %d %d\n", (int)sizeof(c + c), (int)sizeof(s = 1), (int)sizeof(1 ? c : ll));
  int n = 0;
  printf("%d ", (int)sizeof(n++));
  printf("%d\n", n);
  printf("%d %d\n", (int)sizeof(int) * 2, (int)sizeof(char)-1);
  printf("%d %d %d\n", (int)sizeof(int (*)[5]), (int)sizeof(int *[5]), (int)sizeof(int[5]));
  printf("%d %d\n", (int)sizeof "abc", (int)sizeof(const char *));
  printf("%d\n", (int)sizeof(int[sizeof(struct s)]));
  printf("%d %d\n", (int)sizeof((char)5), (int)sizeof((char[]){1, 2}));
  printf("%d\n", (int)sizeof(float) + (int)sizeof(double));
  printf("%d %d\n", (int)sizeof(void), (int)sizeof(*"x"));
  printf("%d\n", sizeof(int) - 5 > 0);
  return 0;
}
