#include <strings.h>

int ffsll(long long value) {
  int i;
  for (i = 0; i < 64; i++) {
    if ((value >> i) & 1) {
      return i + 1;
    }
  }
  return 0;
}

int ffs(int value) { return ffsll((unsigned)value); }

int ffsl(long value) { return ffsll((unsigned long)value); }
