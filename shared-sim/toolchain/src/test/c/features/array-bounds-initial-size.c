#include <stdio.h>

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static int a[] = {1, 2, [10] = 3, 4};
static char b[] = "four", c[4] = "four", d[] = {"x" "yz"};
static int e[][3] = {1, 2, 3, 4};
static struct { int n; char t[3]; } f[] = {1, "ab", 2, {'c'}, [4] = {5}};
static const char *g[] = {[3] = "d"};
static short h[2 * 3 + 1];

int main(void) {
  printf("%d %d %d %d\n", (int)LENGTH(a), (int)LENGTH(b), (int)LENGTH(c), (int)LENGTH(d));
  printf("%d %d %d %d\n", (int)LENGTH(e), (int)LENGTH(f), (int)LENGTH(g), (int)LENGTH(h));
  printf("%d %d %s %d\n", a[11], e[1][1], f[0].t, f[4].n);
  int local[] = {a[0], a[1], a[10]};
  printf("%d\n", (int)LENGTH(local));
  return 0;
}
