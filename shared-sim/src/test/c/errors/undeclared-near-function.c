// expect: 4:3 warning prinft printf
#include <stdio.h>
int main(void) {
  prinft("hello\n");
  return 0;
}
