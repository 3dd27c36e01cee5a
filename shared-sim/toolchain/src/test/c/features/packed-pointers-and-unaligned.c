#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) header { unsigned char tag; unsigned short length; unsigned value; long long wide; };

static unsigned read(const struct header *h) { return h->length * 1000u + h->value; }

int main(void) {
  unsigned char raw[32];
  for (int i = 0; i < 32; i++) raw[i] = (unsigned char)(i * 11);
  struct header h;
  memcpy(&h, raw + 1, sizeof h);
  printf("%d %x %x %llx %d\n", h.tag, h.length, h.value, h.wide, (int)sizeof h);
  h.length += 1;
  h.value ^= 0xffffffffu;
  h.wide--;
  printf("%u %x %llx\n", read(&h), h.value, h.wide);
  struct header list[2] = {h, {1, 2, 3, 4}};
  printf("%lld %d\n", list[1].wide, (int)((char *)&list[1].value - (char *)list));
  return 0;
}
