#ifndef DEPTH
#define DEPTH 1
#include <stdio.h>
#include __FILE__
#undef DEPTH
#define DEPTH 2
#include __FILE__
int main(void) {
  printf("%d %d\n", level_one(), level_two());
  return 0;
}
#elif DEPTH == 1
static int level_one(void) { return __INCLUDE_LEVEL__ * 10; }
#else
static int level_two(void) { return __INCLUDE_LEVEL__ * 100 + DEPTH; }
#endif
