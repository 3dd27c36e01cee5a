#include <stdio.h>

static int first(int a[]) { return a[0]; }
static int size(int a[5]) { return (int)sizeof(a); }
static int at(int n, const int a[static 3]) { return a[n]; }
static void fill(int a[const], int n) {
  for (int i = 0; i < n; i++) a[i] = i * i;
}
static char corner(char b[3][3]) { return b[2][2]; }
static int walk(int *a) {
  a++;
  return *a;
}

int main(void) {
  int v[5] = {9, 8, 7};
  printf("%d %d %d\n", first(v), size(v), at(2, v));
  fill(v, 5);
  printf("%d %d %d\n", first(v + 2), v[4], walk(v + 2));
  char board[3][3] = {"abc", "def", "ghi"};
  printf("%c\n", corner(board));
  return 0;
}
