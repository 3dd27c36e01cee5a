#include <string.h>

void bzero(void *block, size_t count) { memset(block, 0, count); }

/* memset is a call into another object, so it cannot be left out as unused. */
void explicit_bzero(void *block, size_t size) { memset(block, 0, size); }

void bcopy(const void *from, void *to, size_t count) { memmove(to, from, count); }
