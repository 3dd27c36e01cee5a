#include <stdio.h>

/* Fields of more than 57 bits that begin inside a byte lie in nine bytes. */
struct __attribute__((packed)) wide {
  unsigned first : 7;
  long long middle : 63;
  unsigned long long last : 60;
  unsigned rest : 6;
};

static struct wide given = {5, -3, 0xabcdef012345678, 9};

static void show(const struct wide *w) {
  printf("%u %lld %llx %u:", w->first, (long long)w->middle, (unsigned long long)w->last, w->rest);
  for (unsigned i = 0; i < sizeof *w; i++) printf(" %02x", ((const unsigned char *)w)[i]);
  printf("\n");
}

int main(void) {
  struct wide w = {0};
  show(&given);
  w.middle = 0x3edcba9876543210;
  show(&w);
  w.last = ~0ull;
  w.middle++;
  show(&w);
  w.middle = -1;
  w.last -= 5;
  printf("%lld\n", (long long)(w.middle <<= 40));
  show(&w);
  w.first = 127;
  w.rest = 63;
  w.middle ^= w.last;
  show(&w);
  return 0;
}
