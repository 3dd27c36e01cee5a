#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  void *d = to;
  const void *s = from;
  size_t words = count / 4;
  __asm__ volatile("rep movsl" : "+D"(d), "+S"(s), "+c"(words) : : "memory");
  count %= 4;
  __asm__ volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(count) : : "memory");
  return to;
}
