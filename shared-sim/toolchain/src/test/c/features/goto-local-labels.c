#include <stdio.h>

#define FIND(array, n, what)                     \
  ({                                             \
    __label__ done;                              \
    int at = -1;                                 \
    for (int i = 0; i < (n); i++)                \
      if ((array)[i] == (what)) {                \
        at = i;                                  \
        goto done;                               \
      }                                          \
  done:                                          \
    at;                                          \
  })

int main(void) {
  int v[] = {4, 8, 15, 16, 23, 42};
  printf("%d %d %d\n", FIND(v, 6, 15), FIND(v, 6, 42), FIND(v, 6, 7));
  int r = 0;
  {
    __label__ out, in;
    goto in;
  out:
    r += 5;
    goto end;
  in:
    r = 1;
    goto out;
  end:;
  }
  printf("%d\n", r);
  return 0;
}
