#include <stdio.h>

static const char *name(int n) {
  switch (n) {
    case 0: return "zero";
    case 1:
    case 2: return "one or two";
    case -5: return "minus five";
    case 1000000: return "million";
    case 'a': return "letter";
    default: return "other";
  }
}

static int dense(unsigned n) {
  int r = 0;
  switch (n) {
    case 3: r = 33; break;
    case 4: r = 44; break;
    case 5: r = 55; break;
    case 6: r = 66; break;
    case 7: r = 77; break;
    case 8: r = 88; break;
    case 10: r = 100; break;
  }
  return r;
}

int main(void) {
  int v[] = {0, 1, 2, 3, -5, 1000000, 97, -1};
  for (int i = 0; i < 8; i++) puts(name(v[i]));
  for (unsigned i = 0; i < 12; i++) printf("%d ", dense(i));
  printf("%d %d\n", dense(-1), dense(0x80000003u));
  return 0;
}
