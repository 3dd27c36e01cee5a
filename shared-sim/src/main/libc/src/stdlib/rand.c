/* The additive feedback generator of random(3): each number is the sum of the ones 3 and 31 before
   it, so programs get the same numbers from a seed as elsewhere. */
#include <stdlib.h>

#define DEGREE 31
#define SEPARATION 3

static unsigned history[DEGREE];
static int next = -1;

static unsigned draw(void) {
  unsigned value = history[next] + history[(next + DEGREE - SEPARATION) % DEGREE];
  history[next] = value;
  next = (next + 1) % DEGREE;
  return value;
}

/* The history begins with the minimal standard generator, 16807 * x modulo 2^31 - 1; the first
   numbers are thrown away. */
void srandom(unsigned seed) {
  int i;
  int word = seed ? (int)seed : 1;
  for (i = 0; i < DEGREE; i++) {
    history[i] = (unsigned)word;
    word = 16807 * (word % 127773) - 2836 * (word / 127773);
    if (word < 0) {
      word += RAND_MAX;
    }
  }
  next = SEPARATION;
  for (i = 0; i < DEGREE * 10; i++) {
    draw();
  }
}

long random(void) {
  if (next < 0) {
    srandom(1);
  }
  return (long)(draw() >> 1);
}

int rand(void) { return (int)random(); }

void srand(unsigned seed) { srandom(seed); }

static unsigned step(unsigned *seed) {
  *seed = *seed * 1103515245u + 12345;
  return *seed / 65536;
}

int rand_r(unsigned *seed) {
  unsigned value = step(seed) % 2048;
  value = value << 10 ^ step(seed) % 1024;
  return (int)(value << 10 ^ step(seed) % 1024);
}
