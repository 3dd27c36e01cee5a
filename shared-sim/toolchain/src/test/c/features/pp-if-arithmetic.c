#include <limits.h>
#include <stdio.h>

#define CHECK(n) printf("%d ", n)

int main(void) {
#if -1 > 0u
  CHECK(1);
#endif
#if (-1 >> 1) == -1
  CHECK(2);
#endif
#if 0x7fffffff + 1 > 0
  CHECK(3);
#endif
#if 0xffffffffffffffff == -1
  CHECK(4);
#endif
#if 18446744073709551615u / 2 == 9223372036854775807
  CHECK(5);
#endif
#if 'a' == 97 && '\n' == 10 && '\377' < 0
  CHECK(6);
#endif
#if 1 ? 2 : (3 / 0)
  CHECK(7);
#endif
#if (2 || 1 / 0) && !(0 && 1 % 0)
  CHECK(8);
#endif
#if undefined_name == 0 && !undefined_other
  CHECK(9);
#endif
#if 10 - 4 - 3 == 3 && 2 + 3 * 4 == 14 && (1 | 2 ^ 3 & 4) == 3
  CHECK(10);
#endif
#if (0 ? -1 : 0u) - 1 > 0
  CHECK(11);
#endif
#if ~0 == -1 && ~0u != 0xffffffffu && -7 / 2 == -3 && -7 % 2 == -1
  CHECK(12);
#endif
#if 1L << 40 > 0 && 1LL << 62 > 0ull && 010 == 8 && 0b11 == 3
  CHECK(13);
#endif
#if INT_MAX == 0x7fffffff && UINT_MAX > INT_MAX
  CHECK(14);
#endif
#if 1 == 1L && (1 < 2) + (3 >= 3) == 2 && 1 != 2 && !0
  CHECK(15);
#endif
  putchar('\n');
  return 0;
}
