// expect: 4:11 warning %s int
#include <stdio.h>
int main(void) {
  printf("%s\n", 5);
  return 0;
}
