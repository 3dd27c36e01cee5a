#include <stdio.h>
#include <string.h>

struct a { unsigned x : 20, y : 20, z : 20; };
struct b { char c; unsigned x : 24; unsigned y : 1; };
struct c { unsigned short x : 10, y : 10, z : 12; };
struct d { unsigned char x : 5, y : 5; unsigned z : 10; };
struct e { char a; short b : 8; int c : 8; char d; };

static void dump(const void *p, int n) {
  const unsigned char *b = p;
  for (int i = 0; i < n; i++) printf("%02x", b[i]);
  printf(" %d\n", n);
}

#define SHOW(type, ...)            \
  do {                             \
    struct type v;                 \
    memset(&v, 0, sizeof v);       \
    __VA_ARGS__;                   \
    dump(&v, (int)sizeof v);       \
  } while (0)

int main(void) {
  SHOW(a, v.x = 0xabcde; v.y = 0x12345; v.z = 0x98765);
  SHOW(b, v.c = 0x11; v.x = 0xfedcba; v.y = 1);
  SHOW(c, v.x = 0x3aa; v.y = 0x155; v.z = 0xabc);
  SHOW(d, v.x = 31; v.y = 21; v.z = 1000);
  SHOW(e, v.a = 1; v.b = 2; v.c = 3; v.d = 4);
  return 0;
}
