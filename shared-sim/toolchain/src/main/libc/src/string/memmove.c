#include <string.h>

static void copy_backwards(unsigned char *to, const unsigned char *from, size_t count) {
  to += count - 1;
  from += count - 1;
  __asm__ volatile("std; rep movsb; cld" : "+D"(to), "+S"(from), "+c"(count) : : "memory", "cc");
}

void *memmove(void *to, const void *from, size_t count) {
  /* Forwards is right unless to lies inside the block it is made from. */
  if ((size_t)((char *)to - (const char *)from) >= count) {
    return memcpy(to, from, count);
  }
  copy_backwards(to, from, count);
  return to;
}
