#include <stdio.h>

static const char *yes(int v) { return v ? "yes" : "no"; }

int main(void) {
  int minus = -1;
  unsigned one = 1;
  long lm = -1;
  unsigned short us = 1;
  long long llm = -1;
  unsigned long long ull = 1;
  puts(yes(minus < (int)one));
  puts(yes((unsigned)minus < one));
  puts(yes(minus > us - 2));
  puts(yes(minus < us));
  puts(yes(lm < llm + 1));
  puts(yes((unsigned long)lm > one));
  puts(yes(llm < (long long)one));
  puts(yes(llm < one));
  puts(yes((unsigned long long)llm > ull));
  puts(yes(-1LL < 1U));
  puts(yes(-1 < 1U));
  puts(yes(-1L < 1UL));
  puts(yes(sizeof(int) > (unsigned)-1));
  return 0;
}
