#include <stdio.h>

int main(void) {
  if (0) puts("never");
  if (1) puts("always");
  if (sizeof(int) == 4) puts("four"); else puts("not four");
  while (0) puts("never");
  int n = 0 ? 1 / (n = 0) : 5;
  printf("%d\n", n);
  n = 1 || (n = 99);
  printf("%d\n", n);
  n = 0 && (n = 99);
  printf("%d\n", n);
  if (n || 1) puts("or");
  if (n && 0) puts("never"); else puts("and");
  for (; 0;) puts("never");
  if (0) {
  in:
    puts("jumped in");
    return 0;
  }
  do { if (1) break; puts("never"); } while (1);
  goto in;
}
