#include <stdio.h>

#define A 1
#define B 0

int main(void) {
#if A
  puts("A");
# if B
  puts("B");
# elif A && !B
  puts("A not B");
#   ifdef A
  puts("defined");
#   endif
# else
  puts("else");
# endif
#else
# error not reached
# if 1
  this is not C at all ' "
# elif )(
# else
# endif
#endif
#ifndef C
  puts("no C");
#elif undefined_function(1)
#else
#endif
#if 0
#include "no such file"
#define A 7
#bogus directive
#elif B
#elif A == 1
  puts("third");
#elif 1 / 0
  puts("never evaluated");
#else
#endif
#if defined A && defined(B) && !defined C
  puts("defined forms");
#endif
#
# /* null directive */
  return 0;
}
