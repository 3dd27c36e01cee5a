#include <stdio.h>

int main(void) {
  long long wide = 0x500000007LL;
  int word;
  __asm__("" : "=r"(word) : "0"(wide));
  printf("%d\n", word);
  __asm__("addl $1,%0" : "=&r"(word) : "0"(wide + 2));
  printf("%d\n", word);
  return 0;
}
