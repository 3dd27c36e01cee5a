/* Shifts of two words by shifts of one; the count is below 64. */
#include "../internal/words.h"

long long __ashldi3(long long value, int count);
long long __ashrdi3(long long value, int count);
unsigned long long __lshrdi3(unsigned long long value, int count);
long long __negdi2(long long value);
int __cmpdi2(long long left, long long right);
int __ucmpdi2(unsigned long long left, unsigned long long right);

long long __ashldi3(long long value, int count) {
  union words w;
  w.number = value;
  if (count >= 32) {
    w.word.high = w.word.low << (count - 32);
    w.word.low = 0;
  } else if (count > 0) {
    w.word.high = w.word.high << count | w.word.low >> (32 - count);
    w.word.low <<= count;
  }
  return w.number;
}

unsigned long long __lshrdi3(unsigned long long value, int count) {
  union words w;
  w.magnitude = value;
  if (count >= 32) {
    w.word.low = w.word.high >> (count - 32);
    w.word.high = 0;
  } else if (count > 0) {
    w.word.low = w.word.low >> count | w.word.high << (32 - count);
    w.word.high >>= count;
  }
  return w.magnitude;
}

long long __ashrdi3(long long value, int count) {
  union words w;
  w.number = value;
  if (count >= 32) {
    w.word.low = (unsigned)((int)w.word.high >> (count - 32));
    w.word.high = (unsigned)((int)w.word.high >> 31);
  } else if (count > 0) {
    w.word.low = w.word.low >> count | w.word.high << (32 - count);
    w.word.high = (unsigned)((int)w.word.high >> count);
  }
  return w.number;
}

long long __negdi2(long long value) {
  union words w;
  w.number = value;
  w.word.high = ~w.word.high + (w.word.low == 0);
  w.word.low = 0 - w.word.low;
  return w.number;
}

/* 0, 1 or 2 for less, equal and more. */
static int order(unsigned left, unsigned right) { return left < right ? 0 : left > right ? 2 : 1; }

int __ucmpdi2(unsigned long long left, unsigned long long right) {
  union words l;
  union words r;
  l.magnitude = left;
  r.magnitude = right;
  return l.word.high == r.word.high ? order(l.word.low, r.word.low)
                                    : order(l.word.high, r.word.high);
}

/* With the sign bits turned round the order is that of numbers without a sign. */
int __cmpdi2(long long left, long long right) {
  union words l;
  union words r;
  l.number = left;
  r.number = right;
  l.word.high ^= 0x80000000u;
  r.word.high ^= 0x80000000u;
  return __ucmpdi2(l.magnitude, r.magnitude);
}
