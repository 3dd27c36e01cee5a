#include <stdio.h>

#ifdef __has_include
#if __has_include(<stdio.h>) && __has_include("stdio.h")
#define FOUND 1
#endif
#if __has_include(<no/such/header.h>)
#define FOUND 2
#endif
#else
#define FOUND 1
#endif
#if defined __has_attribute
#if __has_attribute(packed) && !__has_attribute(no_such_attribute)
#define PACKED 1
#endif
#endif
#ifndef PACKED
#define PACKED 1
#endif

int main(void) {
  printf("%d %d\n", FOUND, PACKED);
  return 0;
}
