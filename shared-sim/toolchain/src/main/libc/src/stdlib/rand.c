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
void srand(unsigned seed) {
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

int rand(void) {
  if (next < 0) {
    srand(1);
  }
  return (int)(draw() >> 1);
}
