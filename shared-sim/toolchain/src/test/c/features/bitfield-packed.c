#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) p {
  char c;
  unsigned x : 13;
  unsigned y : 13;
  signed z : 9;
  short s;
};

int main(void) {
  struct p v;
  memset(&v, 0, sizeof v);
  v.c = 1;
  v.x = 0x1fff;
  v.y = 0x0aaa;
  v.z = -100;
  v.s = -2;
  printf("%d %u %u %d %d %d\n", v.c, v.x, v.y, v.z, v.s, (int)sizeof v);
  const unsigned char *b = (const unsigned char *)&v;
  for (unsigned i = 0; i < sizeof v; i++) printf("%02x ", b[i]);
  putchar('\n');
  v.y += 0x1000;
  v.z /= 3;
  printf("%u %u %d\n", v.x, v.y, v.z);
  return 0;
}
