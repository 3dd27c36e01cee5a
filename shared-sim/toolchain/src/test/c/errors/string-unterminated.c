// expect: 4:8 error closed
#include <stdio.h>
int main(void) {
  puts("never closed);
  return 0;
}
