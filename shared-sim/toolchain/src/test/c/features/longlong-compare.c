#include <stdio.h>

int main(void) {
  long long v[] = {0, 1, -1, 0x7fffffffLL, 0x80000000LL, 0xffffffffLL, 0x100000000LL,
                   -0x80000000LL, -0x100000000LL, 9223372036854775807LL};
  for (int i = 0; i < 10; i++) {
    for (int j = 0; j < 10; j++) {
      long long a = v[i], b = v[j];
      unsigned long long x = (unsigned long long)a, y = (unsigned long long)b;
      int bits = (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 |
                 (a != b) << 5 | (x < y) << 6 | (x <= y) << 7 | (x > y) << 8 | (x >= y) << 9;
      printf("%03x ", bits);
    }
    putchar('\n');
  }
  return 0;
}
