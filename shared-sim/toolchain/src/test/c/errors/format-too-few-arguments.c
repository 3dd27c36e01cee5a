// expect: 4:10 warning %d argument
#include <stdio.h>
int main(void) {
  printf("%d %d\n", 5);
  return 0;
}
