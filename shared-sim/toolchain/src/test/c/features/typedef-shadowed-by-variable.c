#include <stdio.h>

typedef int T;
typedef struct T { char c[7]; } S;

static int f(T T) { return T + 1; }

static T g(void) {
  T a = 3;
  {
    int T = a * 2;
    a = T + T;
    {
      typedef char T;
      T small = (T)300;
      a += small + (int)sizeof(T);
    }
  }
  T b = a;
  return b;
}

int main(void) {
  printf("%d %d\n", f(4), g());
  struct T s = {"abc"};
  S *p = &s;
  printf("%s %d\n", p->c, (int)sizeof(struct T));
  T S = 9;
  printf("%d\n", S);
  T: ;
  static int again;
  if (again++ < 1) goto T;
  printf("%d\n", again);
  return 0;
}
