#include <stdio.h>

static int a[5] = {1, 2, 3};
static int b[] = {1, 2, 3, 4, 5, 6, 7,};
static char c[10] = "abc", d[] = "abcdef", e[3] = "xyz", f[] = {'a', 'b', 0};
static char g[] = {"braced"};
static int m[2][3] = {1, 2, 3, 4};
static int n[][2] = {{1}, {2, 3}, {4}};
static const char *words[] = {"a", "bb", "ccc"};
static int z[3] = {};

int main(void) {
  printf("%d %d %d\n", a[2], a[3], (int)sizeof b);
  printf("%s %d %s %d %.3s %s %s\n", c, c[9], d, (int)sizeof d, e, f, g);
  printf("%d %d %d\n", m[0][2], m[1][0], m[1][2]);
  printf("%d %d %d\n", n[0][1], n[1][1], (int)(sizeof n / sizeof *n));
  printf("%s %d\n", words[2], z[2]);
  int l[4] = {a[0] + 1, a[1] * 5}, k[2][2] = {[1] = {7, l[0]}};
  printf("%d %d %d %d %d\n", l[0], l[1], l[3], k[0][0], k[1][1]);
  char s[8] = "hi";
  int t = 0;
  for (int i = 0; i < 8; i++) t += s[i];
  printf("%d\n", t);
  return 0;
}
