/* A 64-bit number as the two words it is in memory. */
#ifndef INTERNAL_WORDS_H
#define INTERNAL_WORDS_H

union words {
  long long number;
  unsigned long long magnitude;
  struct {
    unsigned low;
    unsigned high;
  } word;
};

#endif
