#include <stdio.h>

static _Alignas(64) char global[3];
static _Alignas(16) int sixteen;
struct line { _Alignas(32) char data[5]; char after; };
static struct line lines[2];

int main(void) {
  static _Alignas(128) char local;
  printf("%d %d %d\n", (int)((unsigned long)global % 64), (int)((unsigned long)&sixteen % 16),
         (int)((unsigned long)&local % 128));
  printf("%d %d\n", (int)sizeof(struct line), (int)_Alignof(struct line));
  printf("%d\n", (int)((unsigned long)&lines[1] % 32));
  _Alignas(double) char buffer[sizeof(double)];
  printf("%d\n", (int)((unsigned long)buffer % _Alignof(double)));
  _Alignas(0) int none = 4;
  return none;
}
