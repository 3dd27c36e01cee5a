#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of any size: factorials, Fibonacci numbers, powers, division, and digits of pi by two
   methods that must agree. */

enum { LIMBS = 80 };

struct big {
  int n;
  unsigned limb[LIMBS];
};

static struct big from(unsigned v) {
  struct big b = {v ? 1 : 0, {v}};
  return b;
}

static void trim(struct big *b) {
  while (b->n > 0 && b->limb[b->n - 1] == 0) b->n--;
}

static int compare(const struct big *a, const struct big *b) {
  if (a->n != b->n) return a->n < b->n ? -1 : 1;
  for (int i = a->n - 1; i >= 0; i--)
    if (a->limb[i] != b->limb[i]) return a->limb[i] < b->limb[i] ? -1 : 1;
  return 0;
}

static struct big add(const struct big *a, const struct big *b) {
  struct big r = {a->n > b->n ? a->n : b->n, {0}};
  unsigned long long carry = 0;
  for (int i = 0; i < r.n; i++) {
    carry += (unsigned long long)(i < a->n ? a->limb[i] : 0) + (i < b->n ? b->limb[i] : 0);
    r.limb[i] = (unsigned)carry;
    carry >>= 32;
  }
  if (carry) r.limb[r.n++] = (unsigned)carry;
  return r;
}

static struct big subtract(const struct big *a, const struct big *b) {
  struct big r = *a;
  long long borrow = 0;
  for (int i = 0; i < a->n; i++) {
    borrow += (long long)a->limb[i] - (i < b->n ? b->limb[i] : 0);
    r.limb[i] = (unsigned)borrow;
    borrow >>= 32;
  }
  trim(&r);
  return r;
}

static struct big multiply(const struct big *a, const struct big *b) {
  struct big r = {a->n + b->n, {0}};
  for (int i = 0; i < a->n; i++) {
    unsigned long long carry = 0;
    for (int j = 0; j < b->n; j++) {
      carry += (unsigned long long)a->limb[i] * b->limb[j] + r.limb[i + j];
      r.limb[i + j] = (unsigned)carry;
      carry >>= 32;
    }
    r.limb[i + b->n] = (unsigned)carry;
  }
  trim(&r);
  return r;
}

static unsigned divide_small(struct big *a, unsigned by) {
  unsigned long long rest = 0;
  for (int i = a->n - 1; i >= 0; i--) {
    rest = rest << 32 | a->limb[i];
    a->limb[i] = (unsigned)(rest / by);
    rest %= by;
  }
  trim(a);
  return (unsigned)rest;
}

static struct big shift_left(const struct big *a, int bits) {
  struct big r = {0};
  int words = bits / 32, left = bits % 32;
  if (!a->n) return r;
  r.n = a->n + words + 1;
  for (int i = 0; i < a->n; i++) {
    unsigned long long w = (unsigned long long)a->limb[i] << left;
    r.limb[i + words] |= (unsigned)w;
    r.limb[i + words + 1] = (unsigned)(w >> 32);
  }
  trim(&r);
  return r;
}

static int bit_length(const struct big *a) { return a->n ? a->n * 32 - __builtin_clz(a->limb[a->n - 1]) : 0; }

/* Schoolbook division, a bit at a time. */
static struct big divide(struct big a, const struct big *b, struct big *rest) {
  struct big q = {0};
  int shift = bit_length(&a) - bit_length(b);
  if (shift >= 0) {
    q.n = shift / 32 + 1;
    for (; shift >= 0; shift--) {
      struct big s = shift_left(b, shift);
      if (compare(&a, &s) >= 0) {
        a = subtract(&a, &s);
        q.limb[shift / 32] |= 1u << shift % 32;
      }
    }
    trim(&q);
  }
  *rest = a;
  return q;
}

static struct big power(struct big base, unsigned e) {
  struct big r = from(1);
  for (; e; e >>= 1) {
    if (e & 1) r = multiply(&r, &base);
    if (e > 1) base = multiply(&base, &base);
  }
  return r;
}

static struct big gcd(struct big a, struct big b) {
  while (b.n) {
    struct big rest;
    divide(a, &b, &rest);
    a = b;
    b = rest;
  }
  return a;
}

static struct big parse(const char *s) {
  struct big r = from(0), ten = from(10);
  for (; *s; s++) {
    struct big digit = from((unsigned)(*s - '0'));
    r = multiply(&r, &ten);
    r = add(&r, &digit);
  }
  return r;
}

static void text(struct big b, char *out) {
  char reversed[LIMBS * 10];
  int n = 0;
  do {
    unsigned chunk = divide_small(&b, 1000000000u);
    for (int i = 0; i < 9; i++, chunk /= 10) reversed[n++] = (char)('0' + chunk % 10);
  } while (b.n);
  while (n > 1 && reversed[n - 1] == '0') n--;
  while (n) *out++ = reversed[--n];
  *out = 0;
}

static void show(const char *name, const struct big *b) {
  char digits[LIMBS * 10];
  text(*b, digits);
  printf("%-10s %s\n", name, digits);
}

/* arctan(1 / x) times a power of ten, by Gregory's series. */
static struct big arctan(unsigned x, const struct big *one) {
  struct big term = *one, sum;
  divide_small(&term, x);
  sum = term;
  for (unsigned k = 3; term.n; k += 2) {
    divide_small(&term, x * x);
    struct big part = term;
    divide_small(&part, k);
    sum = (k & 2) ? subtract(&sum, &part) : add(&sum, &part);
  }
  return sum;
}

static void pi_machin(int digits, char *out) {
  struct big one = power(from(10), (unsigned)digits + 10), a = arctan(5, &one), b = arctan(239, &one);
  a = shift_left(&a, 4);
  b = shift_left(&b, 2);
  a = subtract(&a, &b);
  text(a, out);
  out[digits + 1] = 0;
}

/* The spigot of Rabinowitz and Wagon. */
static void pi_spigot(int digits, char *out) {
  enum { SIZE = 700 };
  static int a[SIZE];
  int nines = 0, held = -1, n = 0, length = digits * 10 / 3 + 10;
  for (int i = 0; i < length; i++) a[i] = 2;
  while (n <= digits) {
    int q = 0;
    for (int i = length - 1; i >= 0; i--) {
      int x = 10 * a[i] + q * (i + 1);
      a[i] = x % (2 * i + 1);
      q = x / (2 * i + 1);
    }
    a[0] = q % 10;
    q /= 10;
    if (q == 9) {
      nines++;
      continue;
    }
    if (held >= 0) out[n++] = (char)('0' + held + (q == 10));
    for (; nines > 0; nines--) out[n++] = q == 10 ? '0' : '9';
    held = q == 10 ? 0 : q;
  }
  out[digits + 1] = 0;
}

int main(void) {
  struct big f = from(1);
  for (unsigned i = 2; i <= 60; i++) {
    struct big v = from(i);
    f = multiply(&f, &v);
    if (i % 20 == 0) show(i == 20 ? "20!" : i == 40 ? "40!" : "60!", &f);
  }
  struct big a = from(0), b = from(1);
  for (int i = 0; i < 300; i++) {
    struct big c = add(&a, &b);
    a = b;
    b = c;
  }
  show("fib(300)", &a);
  struct big p = power(from(3), 200), m = power(from(2), 127), one = from(1), rest;
  m = subtract(&m, &one);
  show("3^200", &p);
  show("2^127-1", &m);
  struct big q = divide(p, &m, &rest);
  show("quotient", &q);
  show("rest", &rest);
  struct big back = multiply(&q, &m);
  back = add(&back, &rest);
  printf("back %d, bits %d\n", compare(&back, &p), bit_length(&p));
  struct big x = parse("123456789012345678901234567890"), y = parse("987654321098765432109876543210"), g = gcd(x, y);
  show("gcd", &g);
  g = subtract(&x, &x);
  show("zero", &g);
  static char machin[700], spigot[700];
  pi_machin(150, machin);
  pi_spigot(150, spigot);
  printf("pi %s\n%s\n", machin, strcmp(machin, spigot) ? spigot : "the same twice");
  return 0;
}
