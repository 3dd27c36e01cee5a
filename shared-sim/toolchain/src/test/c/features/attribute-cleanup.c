#include <stdio.h>

static void note(int *p) { printf("[%d]", *p); }

static int f(int n) {
  int a __attribute__((cleanup(note))) = n;
  if (n > 5) return n * 2;
  {
    int b __attribute__((cleanup(note))) = n + 100;
    b++;
  }
  for (int i = 0; i < 2; i++) {
    int c __attribute__((cleanup(note))) = i;
    if (n == 2) break;
  }
  return a;
}

int main(void) {
  for (int i = 1; i < 8; i += i) printf(" %d\n", f(i));
  printf(" %d\n", f(9));
  return 0;
}
