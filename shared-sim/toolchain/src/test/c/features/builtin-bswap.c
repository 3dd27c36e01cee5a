#include <stdio.h>

static unsigned folded = __builtin_bswap32(0x11223344);

int main(void) {
  volatile unsigned u = 0x01020304;
  volatile unsigned long long l = 0x0102030405060708ULL;
  volatile unsigned short s = 0x1234;
  printf("%x %llx %x %x\n", __builtin_bswap32(u), __builtin_bswap64(l), __builtin_bswap16(s), folded);
  printf("%x\n", __builtin_bswap32(__builtin_bswap32(u) + 1));
  return 0;
}
