/* Numbers that look random and are the same in every run (xorshift). */
#ifndef RANDOM_H
#define RANDOM_H

static unsigned long long random_state = 88172645463325252ULL;

static inline unsigned long long random_word(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

/* From 0 to limit - 1. */
static inline int random_below(int limit) { return (int)(random_word() % (unsigned)limit); }

/* Any bits: huge, tiny, denormal, infinite and NaN. */
static inline double random_double(void) {
  union {
    unsigned long long bits;
    double value;
  } u;
  u.bits = random_word();
  return u.value;
}

#endif
