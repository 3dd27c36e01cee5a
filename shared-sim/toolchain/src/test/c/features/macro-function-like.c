#include <stdio.h>

#define ADD(a, b) ((a) + (b))
#define SQUARE(x) ((x) * (x))
#define NOTHING() 7
#define ID(x) x
#define FIRST(a, b) a
#define CALL(f, args) f args

static int ADD2(int a) { return a + 2; }
#define ADD2(a) ADD2((a) * 10)

int main(void) {
  int x = 3;
  printf("%d %d %d\n", ADD(1, 2), SQUARE(ADD(x, 1)), NOTHING());
  printf("%d\n", ID(FIRST)(4, 5));
  printf("%d\n", FIRST((1, 2), 3));
  printf("%d\n", CALL(ADD, (5, 6)));
  printf("%d %d\n", ADD2(1), (ADD2)(1));
  int ADD = 9;
  printf("%d\n", ADD);
  printf("%d\n", ADD
      (
        1
        ,
        2
      ));
  printf("%d\n", ID((x, x + 1)));
  printf("%s\n", ID("a,b)"));
  printf("%d\n", ID(',') + ID(')'));
  printf("%d\n", ID() + 1);
  return 0;
}
