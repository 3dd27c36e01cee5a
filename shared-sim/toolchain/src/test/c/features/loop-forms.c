#include <stdio.h>

int main(void) {
  int n = 0;
  while (n < 3) n++;
  do n += 10;
  while (n < 40);
  printf("%d\n", n);
  do {
    n--;
    if (n % 2) continue;
    if (n < 30) break;
    printf("%d ", n);
  } while (n > 0);
  printf("%d\n", n);
  for (n = 5; n; n--)
    ;
  printf("%d\n", n);
  for (; n < 4;) n++;
  for (;; n++)
    if (n > 7) break;
  printf("%d\n", n);
  int outer = 0, inner = 0;
  for (int i = 0; i < 5; i++) {
    if (i == 1) continue;
    for (int j = 0; j < 5; j++) {
      if (j == i) break;
      if (j % 2) continue;
      inner++;
    }
    outer++;
  }
  printf("%d %d\n", outer, inner);
  while (0) puts("never");
  do puts("once"); while (0);
  for (unsigned u = 3; u-- > 0;) printf("%u ", u);
  putchar('\n');
  return 0;
}
