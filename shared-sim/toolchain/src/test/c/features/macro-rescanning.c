#include <stdio.h>

#define STR(...) STR_(__VA_ARGS__)
#define STR_(...) #__VA_ARGS__
#define f(a) a * g
#define g(a) f(a)
#define x 3
#define h(y) x + y
#undef x
#define x 2
#define z z[0]
#define t(a) a
#define p() q
#define q() done
#define EMPTY
#define DEFER(m) m EMPTY
#define AGAIN() after

int main(void) {
  puts(STR(f(2)(9)));
  puts(STR(h(x + h(1))));
  puts(STR(z));
  puts(STR(t(t)(t)(5)));
  puts(STR(p()()));
  puts(STR(DEFER(AGAIN)()));
  puts(STR(t(DEFER(AGAIN)())));
  puts(STR(t(t(t(1)))));
  return 0;
}
