/* What gcc's __builtin_clz and its kin call where they are no instruction. */
#include "../internal/words.h"

int __clzsi2(unsigned value);
int __ctzsi2(unsigned value);
int __clzdi2(unsigned long long value);
int __ctzdi2(unsigned long long value);
int __popcountsi2(unsigned value);
int __popcountdi2(unsigned long long value);
int __paritysi2(unsigned value);
int __ffsdi2(unsigned long long value);
unsigned __bswapsi2(unsigned value);
unsigned long long __bswapdi2(unsigned long long value);

int __clzsi2(unsigned value) {
  unsigned bit;
  __asm__("bsrl %1, %0" : "=r"(bit) : "r"(value) : "cc");
  return 31 - (int)bit;
}

int __ctzsi2(unsigned value) {
  unsigned bit;
  __asm__("bsfl %1, %0" : "=r"(bit) : "r"(value) : "cc");
  return (int)bit;
}

int __clzdi2(unsigned long long value) {
  union words w;
  w.magnitude = value;
  return w.word.high ? __clzsi2(w.word.high) : 32 + __clzsi2(w.word.low);
}

int __ctzdi2(unsigned long long value) {
  union words w;
  w.magnitude = value;
  return w.word.low ? __ctzsi2(w.word.low) : 32 + __ctzsi2(w.word.high);
}

int __ffsdi2(unsigned long long value) {
  union words w;
  w.magnitude = value;
  return w.word.low | w.word.high ? __ctzdi2(value) + 1 : 0;
}

int __popcountsi2(unsigned value) {
  int count = 0;
  for (; value; value &= value - 1) {
    count++;
  }
  return count;
}

int __popcountdi2(unsigned long long value) {
  union words w;
  w.magnitude = value;
  return __popcountsi2(w.word.low) + __popcountsi2(w.word.high);
}

int __paritysi2(unsigned value) { return __popcountsi2(value) & 1; }

unsigned __bswapsi2(unsigned value) {
  return value << 24 | (value << 8 & 0xff0000) | (value >> 8 & 0xff00) | value >> 24;
}

unsigned long long __bswapdi2(unsigned long long value) {
  union words w;
  unsigned low;
  w.magnitude = value;
  low = __bswapsi2(w.word.high);
  w.word.high = __bswapsi2(w.word.low);
  w.word.low = low;
  return w.magnitude;
}
