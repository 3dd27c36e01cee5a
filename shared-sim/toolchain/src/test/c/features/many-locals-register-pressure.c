#include <stdio.h>

static int f(int a, int b, int c, int d) {
  int e = a + b, g = b + c, h = c + d, i = d + a, j = a * b, k = b * c, l = c * d, m = d * a;
  int n = (e + g) * (h + i) - (j - k) * (l - m);
  int o = (e * g + h * i) ^ (j * k + l * m);
  for (int p = 0; p < 3; p++) {
    int q = e + p, r = g - p, s = h * (p + 1), t = i << p;
    n += q * r - s * t + (q ^ r) + (s | t);
    e ^= g;
    g ^= h;
    h ^= e + (j & k);
    i += l % (m + 1 + p);
  }
  return n + o + e * g + h * i + j * (k - l) + ((m + (e + (g + (h + (i + j))))) ^ (k * (l + (m - n))));
}

int main(void) {
  printf("%d %d %d\n", f(1, 2, 3, 4), f(10, 20, 30, 40), f(7, 0, 5, 1));
  return 0;
}
