#include <stdio.h>

struct t {
  char a[3];
};

static int outer(void) { return (int)sizeof(struct t); }

int main(void) {
  printf("%d ", (int)sizeof(struct t));
  struct t {
    int x[4];
  };
  printf("%d ", (int)sizeof(struct t));
  {
    struct t;
    struct t *p = 0;
    struct t {
      long long v[5];
    };
    printf("%d ", (int)sizeof *p);
  }
  printf("%d %d\n", (int)sizeof(struct t), outer());
  int t = 5;
  struct t t2 = {{t}};
  printf("%d\n", t2.x[0]);
  enum e { A = 1 };
  {
    enum e { A = 10, B };
    printf("%d %d ", A, B);
  }
  printf("%d\n", A);
  return 0;
}
