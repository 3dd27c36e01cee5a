#include <stdio.h>

union u {
  unsigned i;
  unsigned char b[4];
  unsigned short s[2];
  float f;
};

static union u swap(union u v) {
  unsigned char t = v.b[0];
  v.b[0] = v.b[3];
  v.b[3] = t;
  return v;
}

int main(void) {
  union u v = {0x01020304};
  printf("%d %d %x %x\n", v.b[0], v.b[3], v.s[0], v.s[1]);
  v = swap(v);
  printf("%x\n", v.i);
  v.f = 1.0f;
  printf("%x\n", v.i);
  v.s[1] = 0x4000;
  v.s[0] = 0;
  printf("%g\n", v.f);
  union u w = {.b = {1, 2}};
  printf("%x\n", w.i);
  printf("%d\n", (int)sizeof(union u));
  printf("%x\n", ((union u){.f = -2.0f}).i);
  union { long long l; int i[2]; } x = {.l = 0x100000002LL};
  printf("%d %d\n", x.i[0], x.i[1]);
  return 0;
}
