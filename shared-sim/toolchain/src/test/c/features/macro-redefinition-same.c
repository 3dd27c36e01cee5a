#include <stdio.h>

#define A (1 - 1)
#define A (1 - 1)
#define A  (1   -   1)
#define F(a, b) a + b
#define F(a, b)    a   +   b
#undef A
#define A 9
#undef F
#define F 3

int main(void) {
  printf("%d %d\n", A, F);
  return 0;
}
