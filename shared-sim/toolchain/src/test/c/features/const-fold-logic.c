#include <stdio.h>

enum {
  A = 1 && 0, B = 1 || 0, C = !5, D = !0, E = 3 > 2, F = -1 > 1u, G = 1 ? 10 : 20,
  H = 0 ? 10 : 20, I = (2 > 1) * 5, J = sizeof(int) == 4, K = ~0, L = 6 & 3, M = 6 | 3, N = 6 ^ 3
};
static int table[3 > 2 ? 4 : 9];

int main(void) {
  printf("%d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H);
  printf("%d %d %d %d %d %d\n", I, J, K, L, M, N);
  printf("%d\n", (int)(sizeof table / sizeof table[0]));
  return 0;
}
