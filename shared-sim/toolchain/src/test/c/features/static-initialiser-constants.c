#include <stdio.h>

static const int count = 5;
const double factor = 2.5;
static const char letter = 'B';

// GNU takes the values of constant objects and of compound literals for constants here.
static int copied = count;
double product = factor;
const unsigned derived = letter;
static int literal = (int){7};
struct pair {
  int a;
  double b;
} pair = {count + 1, factor};
static int same = &pair == &pair, order = &pair.a < (int *)&pair.b;
static int table[] = {count, count << 1, [4] = -count};

int main(void) {
  const int near = 4;
  static int local = count + 2, taken = near * 2;
  printf("%d\n", taken);
  static const unsigned char small = 300 + count;
  static int other = small;
  printf("%d %g %u %d\n", copied, product, derived, literal);
  printf("%d %g %d %d %d\n", pair.a, pair.b, local, small, other);
  for (unsigned i = 0; i < sizeof table / sizeof *table; i++) printf("%d ", table[i]);
  printf("%d %d %d\n", same, order, "main" == __func__);
  return 0;
}
