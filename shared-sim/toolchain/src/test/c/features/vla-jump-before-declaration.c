#include <stdio.h>

/* A jump to before an array's declaration gives its memory back, one to behind it keeps it. */
static char *lowest;

static void seen(char *at) {
  if (!lowest || at < lowest) lowest = at;
}

static int rounds(int n) {
  int sum = 0;
again:;
  char first[n % 50 + 100];
  first[0] = 1;
  seen(first);
  char second[n % 30 + 1];
inside:
  second[0] = 2;
  sum += first[0] + second[0];
  if (++n < 20000) goto again;
  if (n < 20005) goto inside;
  return sum;
}

static int value(int n) {
  return ({
    int squares[n];
    for (int i = 0; i < n; i++) squares[i] = i * i;
    squares[n - 1];
  });
}

int main(void) {
  char here;
  printf("%d\n", rounds(0));
  printf("%d\n", &here - lowest < 4000);
  printf("%d\n", value(12));
  return 0;
}
