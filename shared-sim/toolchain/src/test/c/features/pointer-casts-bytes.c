#include <stdio.h>
#include <string.h>

int main(void) {
  unsigned v = 0x11223344;
  unsigned char *b = (unsigned char *)&v;
  printf("%x %x %x %x\n", b[0], b[1], b[2], b[3]);
  b[1] = 0xff;
  printf("%x\n", v);
  unsigned char raw[8] = {1, 0, 0, 0, 2, 0, 0, 0};
  unsigned words[2];
  memcpy(words, raw, 8);
  printf("%u %u\n", words[0], words[1]);
  unsigned long address = (unsigned long)&v;
  *(unsigned *)address = 5;
  printf("%u\n", v);
  signed char s = *(signed char *)&(unsigned){0xfe};
  printf("%d\n", s);
  double d = 1.0;
  unsigned char *db = (unsigned char *)&d;
  for (int i = 7; i >= 0; i--) printf("%02x", db[i]);
  putchar('\n');
  return 0;
}
