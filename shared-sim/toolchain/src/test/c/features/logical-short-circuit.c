#include <stdio.h>

static int calls;
static int note(int v) {
  calls++;
  return v;
}

int main(void) {
  int r = note(0) && note(1);
  printf("%d %d\n", r, calls);
  calls = 0;
  r = note(1) || note(1);
  printf("%d %d\n", r, calls);
  calls = 0;
  r = note(0) || note(0) || note(7);
  printf("%d %d\n", r, calls);
  calls = 0;
  r = (note(1) && note(0)) || (note(2) && note(3));
  printf("%d %d\n", r, calls);
  calls = 0;
  if (!(note(0) && note(1)) && (note(0) || !note(0))) printf("then %d\n", calls);
  double d = 0.0;
  char *p = 0;
  long long big = 0x100000000LL;
  printf("%d %d %d %d\n", d || p, d && big, p || big, big && 1);
  printf("%d\n", p && *p);
  return 0;
}
