#include <stdio.h>

static int log_[8], at;
static int put(int v) { return log_[at++] = v; }

int main(void) {
  int a[3] = {0, 0, 0}, i = 0;
  a[i] = 5, i++;
  a[i] = a[i - 1] + 1, i++;
  put(1) && put(0) && put(2);
  put(3) || put(4);
  put(0) ? put(5) : put(6);
  int x = (put(7), put(8));
  printf("%d %d %d %d\n", a[0], a[1], i, x);
  for (int k = 0; k < at; k++) printf("%d ", log_[k]);
  putchar('\n');
  int n = 3;
  int m = n-- && n-- && n--;
  printf("%d %d\n", n, m);
  int *p = a;
  *p++ = 10;
  *p++ = *a + 1;
  printf("%d %d %d\n", a[0], a[1], (int)(p - a));
  return 0;
}
