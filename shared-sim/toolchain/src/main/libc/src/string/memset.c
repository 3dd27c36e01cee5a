#include <string.h>

void *memset(void *to, int c, size_t count) {
  void *d = to;
  size_t words = count / 4;
  unsigned four = (unsigned char)c * 0x01010101u;
  __asm__ volatile("rep stosl" : "+D"(d), "+c"(words) : "a"(four) : "memory");
  count %= 4;
  __asm__ volatile("rep stosb" : "+D"(d), "+c"(count) : "a"(four) : "memory");
  return to;
}
