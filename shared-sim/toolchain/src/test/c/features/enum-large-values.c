#include <stdio.h>

/* Constants beyond int have the enumeration's type, with its sign. */
enum { ALL = 0xFFFFFFFFFFFFFFFFULL };
enum { SMALL = 1, TOP = 0x8000000000000000ULL, NEXT };
enum { NEGATIVE = -1, WIDE = 0x80000000LL };
enum { LAST = 0x7fffffffffffffffULL, AFTER };
enum named { N = 0xFFFFFFFFFFFFFFFFULL, ONE = 1 };

int main(void) {
  printf("%d %d %llu\n", ALL > 0, (int)sizeof ALL, (unsigned long long)ALL);
  printf("%d %d %llx %llx\n", SMALL, (int)sizeof TOP, (unsigned long long)TOP, (unsigned long long)NEXT);
  printf("%d %d %lld\n", NEGATIVE < 0, (int)sizeof WIDE, (long long)WIDE);
  printf("%llx %d\n", (unsigned long long)AFTER, AFTER > LAST);
  enum named n = N;
  printf("%d %d %d\n", n == ALL, (int)sizeof n, n > ONE);
  return 0;
}
