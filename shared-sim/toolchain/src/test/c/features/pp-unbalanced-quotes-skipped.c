#include <stdio.h>

#if 0
don't worry about a lone quote
"nor this
'
#endif

#define EMPTY(x, y)
#ifdef NEVER
@ ` $
#endif

int main(void) {
  EMPTY(anything, at all) puts("alive");
#if 1
  puts("one");
#else
  isn't
#endif
  return 0;
}
#undef EMPTY
#define EMPTY(...)
EMPTY(a, (b), "c,)")
