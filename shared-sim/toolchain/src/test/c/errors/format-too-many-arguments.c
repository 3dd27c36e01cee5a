// expect: 4:21 warning arguments
#include <stdio.h>
int main(void) {
  printf("%d\n", 5, 6);
  return 0;
}
