/* The linear congruential generator of 48 bits (drand48(3)). */
#include <stdlib.h>

#define MASK 0xffffffffffffULL

static unsigned long long state;

static unsigned long long step(void) {
  state = (state * 0x5deece66dULL + 11) & MASK;
  return state;
}

void srand48(long seed) {
  state = ((unsigned long long)(unsigned long)seed << 16 | 0x330e) & MASK;
}

double drand48(void) { return (double)(long long)step() / 281474976710656.0; }

long lrand48(void) { return (long)(step() >> 17); }

long mrand48(void) { return (long)(int)(unsigned)(step() >> 16); }
