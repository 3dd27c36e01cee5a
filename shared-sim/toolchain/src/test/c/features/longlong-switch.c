#include <stdio.h>

static int which(long long v) {
  switch (v) {
    case 0: return 0;
    case 1LL << 32: return 1;
    case -1: return 2;
    case 0x7fffffffffffffffLL: return 3;
    case 0x80000000LL: return 4;
    case -0x80000000LL: return 5;
    default: return -1;
  }
}

int main(void) {
  printf("%d %d %d %d\n", which(0), which(4294967296LL), which(-1), which(0xffffffffLL));
  printf("%d %d %d\n", which(9223372036854775807LL), which(2147483648LL), which(-2147483648LL));
  return 0;
}
