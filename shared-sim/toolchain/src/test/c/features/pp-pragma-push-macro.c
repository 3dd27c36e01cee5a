#include <stdio.h>

#define V 1
#pragma push_macro("V")
#undef V
#define V 2
static int inner = V;
#pragma pop_macro("V")

int main(void) {
  printf("%d %d\n", inner, V);
  return 0;
}
