#include <stdio.h>

int main(void) {
  int v[] = {0, 1, -1, 17, -12345, 70000};
  for (int i = 0; i < 6; i++) {
    int x = v[i];
    printf("%d %d %d %d %d %d %d %d\n", x * 2, x * 3, x * 5, x * 7, x * 9, x * 10, x * -6, x * 100);
    long long y = x;
    printf("%lld %lld %lld %lld\n", y * 10, y * 1000000007, y * -3, y * 0x100000000LL);
    unsigned u = (unsigned)x;
    printf("%u %u %u\n", u * 2654435761u, u * 255u, u * 0x10001u);
  }
  return 0;
}
