#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Linear equations with partial pivoting over doubles and over exact fractions; the doubles are
   chosen and printed so that rounding cannot show. */

enum { MAX = 8 };

struct matrix {
  int rows, columns;
  double at[MAX][MAX];
};

struct lu {
  struct matrix m;
  int order[MAX];
  int sign;
  _Bool singular;
};

static double magnitude(double v) { return v < 0 ? -v : v; }

static struct matrix zero(int rows, int columns) {
  struct matrix m;
  memset(&m, 0, sizeof m);
  m.rows = rows;
  m.columns = columns;
  return m;
}

static struct matrix identity(int n) {
  struct matrix m = zero(n, n);
  for (int i = 0; i < n; i++) m.at[i][i] = 1;
  return m;
}

static struct matrix multiply(const struct matrix *a, const struct matrix *b) {
  struct matrix m = zero(a->rows, b->columns);
  for (int i = 0; i < a->rows; i++)
    for (int j = 0; j < b->columns; j++) {
      double sum = 0;
      for (int k = 0; k < a->columns; k++) sum += a->at[i][k] * b->at[k][j];
      m.at[i][j] = sum;
    }
  return m;
}

static struct matrix transpose(struct matrix m) {
  struct matrix t = zero(m.columns, m.rows);
  for (int i = 0; i < m.rows; i++)
    for (int j = 0; j < m.columns; j++) t.at[j][i] = m.at[i][j];
  return t;
}

static struct lu decompose(struct matrix m) {
  struct lu r = {.m = m, .sign = 1, .singular = 0};
  int n = m.rows;
  for (int i = 0; i < n; i++) r.order[i] = i;
  for (int k = 0; k < n; k++) {
    int best = k;
    for (int i = k + 1; i < n; i++)
      if (magnitude(r.m.at[i][k]) > magnitude(r.m.at[best][k])) best = i;
    if (r.m.at[best][k] == 0) {
      r.singular = 1;
      return r;
    }
    if (best != k) {
      double row[MAX];
      memcpy(row, r.m.at[k], sizeof row);
      memcpy(r.m.at[k], r.m.at[best], sizeof row);
      memcpy(r.m.at[best], row, sizeof row);
      int t = r.order[k];
      r.order[k] = r.order[best];
      r.order[best] = t;
      r.sign = -r.sign;
    }
    for (int i = k + 1; i < n; i++) {
      double f = r.m.at[i][k] /= r.m.at[k][k];
      for (int j = k + 1; j < n; j++) r.m.at[i][j] -= f * r.m.at[k][j];
    }
  }
  return r;
}

static void solve(const struct lu *d, const double *b, double *x) {
  int n = d->m.rows;
  for (int i = 0; i < n; i++) {
    x[i] = b[d->order[i]];
    for (int j = 0; j < i; j++) x[i] -= d->m.at[i][j] * x[j];
  }
  for (int i = n - 1; i >= 0; i--) {
    for (int j = i + 1; j < n; j++) x[i] -= d->m.at[i][j] * x[j];
    x[i] /= d->m.at[i][i];
  }
}

static double determinant(const struct lu *d) {
  double r = d->sign;
  if (d->singular) return 0;
  for (int i = 0; i < d->m.rows; i++) r *= d->m.at[i][i];
  return r;
}

static struct matrix inverse(const struct lu *d) {
  struct matrix r = zero(d->m.rows, d->m.rows), unit = identity(d->m.rows);
  for (int j = 0; j < d->m.rows; j++) {
    double x[MAX];
    solve(d, unit.at[j], x);
    for (int i = 0; i < d->m.rows; i++) r.at[i][j] = x[i];
  }
  return r;
}

static void print(const char *name, const struct matrix *m, int places) {
  printf("%s\n", name);
  for (int i = 0; i < m->rows; i++) {
    for (int j = 0; j < m->columns; j++) {
      double v = m->at[i][j];
      if (magnitude(v) < 1e-9) v = 0;
      printf("%10.*f", places, v + (v < 0 ? -1e-9 : 1e-9));
    }
    putchar('\n');
  }
}

static double distance(const struct matrix *a, const struct matrix *b) {
  double most = 0;
  for (int i = 0; i < a->rows; i++)
    for (int j = 0; j < a->columns; j++) {
      double d = magnitude(a->at[i][j] - b->at[i][j]);
      if (d > most) most = d;
    }
  return most;
}

/* Exact fractions, to hold the doubles against. */
struct fraction {
  long long n, d;
};

static long long gcd(long long a, long long b) {
  while (b) {
    long long t = a % b;
    a = b;
    b = t;
  }
  return a < 0 ? -a : a;
}

static struct fraction reduce(long long n, long long d) {
  long long g = gcd(n, d);
  if (d < 0) g = -g;
  return (struct fraction){n / g, d / g};
}
static struct fraction f_sub(struct fraction a, struct fraction b) { return reduce(a.n * b.d - b.n * a.d, a.d * b.d); }
static struct fraction f_mul(struct fraction a, struct fraction b) { return reduce(a.n * b.n, a.d * b.d); }
static struct fraction f_div(struct fraction a, struct fraction b) { return reduce(a.n * b.d, a.d * b.n); }

static struct fraction exact_determinant(const struct matrix *m) {
  struct fraction a[MAX][MAX], r = {1, 1};
  int n = m->rows;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) a[i][j] = (struct fraction){(long long)m->at[i][j], 1};
  for (int k = 0; k < n; k++) {
    int p = k;
    while (p < n && a[p][k].n == 0) p++;
    if (p == n) return (struct fraction){0, 1};
    if (p != k) {
      for (int j = 0; j < n; j++) {
        struct fraction t = a[k][j];
        a[k][j] = a[p][j];
        a[p][j] = t;
      }
      r.n = -r.n;
    }
    r = f_mul(r, a[k][k]);
    for (int i = k + 1; i < n; i++) {
      struct fraction f = f_div(a[i][k], a[k][k]);
      for (int j = k; j < n; j++) a[i][j] = f_sub(a[i][j], f_mul(f, a[k][j]));
    }
  }
  return r;
}

static unsigned seed = 9;
static int dice(int low, int high) {
  seed = seed * 1103515245u + 12345u;
  return low + (int)((seed >> 16) % (unsigned)(high - low + 1));
}

int main(void) {
  struct matrix a = {3, 3, {{2, 1, 1}, {4, -6, 0}, {-2, 7, 2}}};
  double b[3] = {5, -2, 9}, x[3];
  struct lu d = decompose(a);
  solve(&d, b, x);
  printf("x = %.4f %.4f %.4f, det %.4f, order %d %d %d\n", x[0], x[1], x[2], determinant(&d), d.order[0], d.order[1], d.order[2]);
  struct matrix inv = inverse(&d), product = multiply(&a, &inv), one = identity(3);
  print("inverse", &inv, 4);
  print("product", &product, 2);
  printf("close %d\n", distance(&product, &one) < 1e-12);
  struct matrix t = transpose(a), square = multiply(&t, &a);
  print("square", &square, 0);
  struct matrix s = {2, 2, {{1, 2}, {2, 4}}};
  struct lu ds = decompose(s);
  printf("singular %d %.0f\n", ds.singular, determinant(&ds));
  int good = 0, close = 0;
  for (int round = 0; round < 60; round++) {
    int n = 2 + round % 4;
    struct matrix m = zero(n, n);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) m.at[i][j] = dice(-4, 4);
    struct fraction exact = exact_determinant(&m);
    struct lu dm = decompose(m);
    double det = determinant(&dm);
    good += magnitude(det - (double)exact.n / (double)exact.d) < 1e-9;
    if (exact.n == 0) {
      close++;
      continue;
    }
    struct matrix mi = inverse(&dm), p = multiply(&mi, &m), e = identity(n);
    close += distance(&p, &e) < 1e-9;
    if (round % 10 == 0) printf("round %d: %lld %.3f\n", round, exact.n, det + 1e-9);
  }
  printf("%d determinants and %d inverses agree\n", good, close);
  return 0;
}
