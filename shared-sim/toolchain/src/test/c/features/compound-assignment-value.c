#include <stdio.h>

int main(void) {
  int a = 1, b = 2, c = 3;
  a = b = c;
  printf("%d %d %d\n", a, b, c);
  a += b += c += 1;
  printf("%d %d %d\n", a, b, c);
  unsigned char u;
  int wide = (u = 0x1ff) + 1;
  printf("%d %d\n", u, wide);
  int array[4] = {1, 2, 3, 4};
  int i = 0;
  array[i++] += 10;
  array[i++] *= 5;
  printf("%d %d %d %d %d\n", array[0], array[1], array[2], array[3], i);
  int *p = array;
  *p++ -= 1;
  *++p <<= 2;
  printf("%d %d %d\n", array[0], array[2], (int)(p - array));
  if ((a = 0)) puts("never");
  while ((b -= 1) > 0) putchar('.');
  putchar('\n');
  return a;
}
