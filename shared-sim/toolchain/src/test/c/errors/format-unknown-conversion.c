// expect: 4:10 warning %y
#include <stdio.h>
int main(void) {
  printf("%y\n", 5);
  return 0;
}
