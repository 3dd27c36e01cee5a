#include <stdio.h>

#define SHOW(text, value) printf("%s=%d\n", text, value)
#define MANY(a, b, c) \
  a; \
  b; \
  c

int main(void) {
  SHOW("one",
       1);
  SHOW(
      "two" /* comment, with comma */,
      2 // another, comment
      );
  MANY(int x = 1,
       x++,
       printf("%d %d\n", x,
              __LINE__));
  return 0;
}
