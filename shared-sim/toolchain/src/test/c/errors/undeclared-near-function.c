// expect: 4:3 error prinft printf
#include <stdio.h>
int main(void) {
  prinft("hello\n");
  return 0;
}
