#include <stdio.h>

static int n;
static int next(void) { return ++n; }

int main(void) {
  int a = next(), b = next(), c = a + b;
  printf("%d %d %d\n", a, b, c);
  struct { int x, y; } s = {a * 10, .y = b * 10};
  int v[3] = {s.x, s.y, c};
  printf("%d %d %d\n", v[0], v[1], v[2]);
  for (int i = 0; i < 2; i++) {
    int fresh[3] = {i};
    fresh[1] += 5;
    fresh[2]--;
    printf("%d %d %d\n", fresh[0], fresh[1], fresh[2]);
  }
  int self = sizeof self, *p = &self;
  printf("%d %d\n", self, *p);
  char text[] = "local", again[4] = {'a'};
  text[0]++;
  printf("%s %s %d\n", text, again, again[3]);
  return 0;
}
