#include <stddef.h>
#include <stdio.h>

struct big {
  char bytes[12];
};

int main(void) {
  int a[5] = {10, 20, 30, 40, 50};
  int *p = a, *q = a + 5;
  printf("%d %d\n", (int)(q - p), (int)((char *)q - (char *)p));
  printf("%d %d %d\n", *(p + 2), *(2 + p), 3 [a]);
  p += 3;
  printf("%d %d\n", *p, p[-2]);
  p -= 2;
  printf("%d %d\n", *p, *(q - 1));
  struct big b[4];
  struct big *s = b + 1, *t = &b[3];
  printf("%d %d\n", (int)(t - s), (int)((char *)t - (char *)s));
  printf("%d %d\n", (int)(s - t), t > s);
  long long ll[3] = {1, 2, 3};
  long long *w = ll;
  long long index = 2;
  unsigned char small = 1;
  printf("%lld %lld\n", w[index], *(w + small));
  unsigned char *h = (unsigned char *)a;
  printf("%d %d\n", h[4], *(h + 8));
  ptrdiff_t d = &a[4] - &a[1];
  printf("%d\n", (int)d);
  void *v = a;
  printf("%d\n", *(int *)(v + 8));
  return 0;
}
