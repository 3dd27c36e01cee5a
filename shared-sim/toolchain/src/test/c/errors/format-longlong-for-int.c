// expect: 4:18 warning %d
#include <stdio.h>
int main(void) {
  printf("%d\n", 5LL);
  return 0;
}
