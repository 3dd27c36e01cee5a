#include <stdio.h>

#define C1(n) case n: return (n) * 3 % 17;
#define C4(n) C1(n) C1(n + 1) C1(n + 2) C1(n + 3)
#define C16(n) C4(n) C4(n + 4) C4(n + 8) C4(n + 12)
#define C64(n) C16(n) C16(n + 16) C16(n + 32) C16(n + 48)

static int dense(int n) {
  switch (n) { C64(0) C64(64) C64(128) C64(192) }
  return -1;
}

static int sparse(int n) {
  switch (n) { C4(1000) C4(-50) C4(123456) C1(-2000000000) C1(700000000) C4(0x10000) }
  return -2;
}

int main(void) {
  int t = 0;
  for (int i = -10; i < 300; i++) t = (t * 7 + dense(i)) % 10007;
  printf("%d\n", t);
  int v[] = {1000, 1003, 1004, -50, -47, -46, 123459, -2000000000, 700000000, 65537, 0, 65540};
  for (int i = 0; i < 12; i++) printf("%d ", sparse(v[i]));
  putchar('\n');
  return 0;
}
