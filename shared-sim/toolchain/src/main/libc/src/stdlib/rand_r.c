#include <stdlib.h>

static unsigned step(unsigned *seed) {
  *seed = *seed * 1103515245u + 12345;
  return *seed / 65536;
}

int rand_r(unsigned *seed) {
  unsigned value = step(seed) % 2048;
  value = value << 10 ^ step(seed) % 1024;
  return (int)(value << 10 ^ step(seed) % 1024);
}
