#include <stdio.h>

/* Whether an object has an address is known before the program runs. */
static int x;
static int f(void) { return 1; }
static int both = 1 && &x;
static int either = 0 || f;
static int none = !"x";
static int some = !!&x;
static int equal = &x == 0, differs = &x != 0;
static int is = (_Bool)1, has = f && 1;
static int *chosen = "x" ? &x : 0;
static int nested = (0 && &x) || (1 && !&x);

int main(void) {
  static int here = 1 && &here;
  printf("%d %d %d %d %d %d\n", both, either, none, some, equal, differs);
  printf("%d %d %d %d %d %d\n", is, has, chosen == &x, nested, here, f());
  return 0;
}
