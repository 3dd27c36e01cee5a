#include <stdio.h>

static int even(unsigned n);
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }

static int ackermann(int m, int n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}

static void hanoi(int n, char a, char b, char c, int *moves) {
  if (!n) return;
  hanoi(n - 1, a, c, b, moves);
  ++*moves;
  if (n == 4) printf("%c%c ", a, c);
  hanoi(n - 1, b, a, c, moves);
}

static unsigned long long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

int main(void) {
  int moves = 0;
  printf("%d %d\n", even(100), odd(77));
  printf("%d\n", ackermann(2, 6));
  hanoi(6, 'A', 'B', 'C', &moves);
  printf("%d\n", moves);
  printf("%llu\n", fib(20));
  return 0;
}
