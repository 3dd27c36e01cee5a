#include <stdio.h>
#include <stdio.h>
#include <stddef.h>
#include <stddef.h>

#define VERSION 3
#if VERSION < 2
#define NAME "old"
#elif VERSION < 4
#define NAME "middle"
#elif VERSION < 10
#define NAME "wrong"
#else
#define NAME "new"
#endif

#ifdef NAME
#ifdef NOPE
#else
#define BOTH 1
#endif
#endif

#if VERSION == 3 // comment after
#define COMMENTED /* spans
 lines */ 4
#endif /* VERSION */

int main(void) {
  printf("%s %d %d\n", NAME, BOTH, COMMENTED);
  return 0;
}
