#include "../internal/words.h"

long long __muldi3(long long left, long long right);

/* Of the four products of words the one of the high words is beyond 64 bits. */
long long __muldi3(long long left, long long right) {
  union words l;
  union words r;
  union words result;
  l.number = left;
  r.number = right;
  __asm__("mull %3"
          : "=a"(result.word.low), "=d"(result.word.high)
          : "a"(l.word.low), "r"(r.word.low)
          : "cc");
  result.word.high += l.word.low * r.word.high + l.word.high * r.word.low;
  return result.number;
}
