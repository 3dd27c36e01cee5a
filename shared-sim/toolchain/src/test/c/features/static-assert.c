#include <assert.h>
#include <stdio.h>

_Static_assert(sizeof(int) == 4, "int has four bytes");
_Static_assert(1, "");
static_assert((char)-1 < 0, "char is signed");

struct s {
  int a;
  _Static_assert(sizeof(long long) == 8, "in a struct");
  char b;
};

enum { N = 3 };

int main(void) {
  _Static_assert(sizeof(struct s) == 8, "padding");
  for (int i = 0; i < 1; i++) {
    _Static_assert(N > 2 && N < 4, "N");
    puts("asserted");
  }
  return 0;
}
