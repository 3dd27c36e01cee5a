// expect: 4:14 warning %d argument
#include <stdio.h>
int main(void) {
  printf("%d %d\n", 5);
  return 0;
}
