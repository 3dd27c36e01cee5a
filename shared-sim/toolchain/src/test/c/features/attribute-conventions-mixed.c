// Conventions with everything that has to do with calls and registers.
#include <stdarg.h>
#include <stdio.h>

#define R(n) __attribute__((regparm(n), noinline))
#define STD __attribute__((stdcall, noinline))
#define FAST __attribute__((fastcall, noinline))

struct vector { int x, y, z; };
struct block { int n[12]; };
struct tiny { unsigned char c[3]; };

static R(3) int divided(int a, int b, int c) { return a / b + a % c + (a << b) + (a >> c); }
static R(3) long long product(long long a, int b) { return a * b / 7 + (a >> b); }
static FAST unsigned char narrow(signed char a, unsigned short b) { return a + b; }
static R(2) _Bool truth(_Bool a, char b) { return a && b; }
static STD double real(float a, double b, int c) { return a * b + c; }
static FAST double fast_real(int a, float b, long double c, int d) { return a + b * c - d; }

static R(3) struct vector cross(struct vector a, struct vector b) {
  struct vector r = {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
  return r;
}
static STD struct vector scaled(struct vector v, int by) {
  v.x *= by, v.y *= by, v.z *= by;
  return v;
}
static FAST struct block filled(int first, int step, int last) {
  struct block b;
  for (int i = 0; i < 12; i++) b.n[i] = first + i * step < last ? first + i * step : last;
  return b;
}
static R(3) int sum(struct block b, int from, int to) {
  int s = 0;
  while (from < to) s += b.n[from++];
  return s;
}
static R(1) unsigned joined(struct tiny t, int more) { return t.c[0] | t.c[1] << 8 | t.c[2] << 16 | more << 24; }

static R(3) int changed(int a, int b, int c) {
  int *p = &b;
  for (volatile int i = 0; i < 3; i++) a += c--, (*p)++;
  return a * 100 + b * 10 + c;
}
static FAST int old(a, b, c) int a; short b; float c; { return a + b * 2 + (int)(c * 4); }

static STD int variadic(int n, ...) {
  va_list list;
  va_start(list, n);
  int s = 0;
  while (n--) s = s * 10 + va_arg(list, int);
  va_end(list);
  return s;
}
static R(3) struct vector variadic_vector(int n, ...) {
  va_list list;
  va_start(list, n);
  struct vector v = va_arg(list, struct vector);
  va_end(list);
  v.x += n;
  return v;
}

static R(3) int deep(int n, int a, int b) { return n ? deep(n - 1, b, a + b) + (n & 1) : a; }
static STD int even(int n);
static FAST int odd(int n) { return n ? even(n - 1) : 0; }
static STD int even(int n) { return n ? odd(n - 1) : 1; }

static STD int with_array(int n, int m) {
  int a[n];
  for (int i = 0; i < n; i++) a[i] = i * m;
  return a[n - 1] + __builtin_alloca(m) == 0 ? -1 : a[n / 2];
}

static inline __attribute__((always_inline, fastcall)) int inlined(int a, int b, int c) { return a * b - c; }
static inline __attribute__((stdcall)) struct vector small(int a) { return (struct vector){a, a, a}; }

static FAST int assembly(int a, int b, int c) {
  int d;
  asm("leal (%1,%2,4), %0\n\taddl %3, %0" : "=&r"(d) : "r"(a), "r"(b), "m"(c));
  asm volatile("xorl %%ecx, %%ecx\n\txorl %%edx, %%edx" : : : "ecx", "edx");
  asm("addl %1, %0" : "+a"(d) : "c"(a + b));
  return d;
}
static R(3) int shifts(int a, unsigned n, int b) {
  int r;
  asm("shll %%cl, %0" : "=r"(r) : "0"(a), "c"(n));
  return r + b;
}
static STD int in_memory(int a, int b) {
  asm volatile("addl $5, %0" : "+m"(a));
  asm volatile("pushl %1\n\tpopl %0" : "=r"(b) : "r"(b));
  return a * b;
}

typedef int (STD *standard)(int, int);
typedef int __attribute__((fastcall)) quick(int, int);
static STD int add(int a, int b) { return a + b; }
static STD int sub(int a, int b) { return a - b; }
static quick times;
static int __attribute__((fastcall)) times(int a, int b) { return a * b; }
struct operations {
  standard table[2];
  quick *fast;
  int (*three)(int, int, int) __attribute__((regparm(3)));
};
static __attribute__((regparm(3))) int apply(const struct operations *o, int which, int a) {
  return o->table[which](a, o->fast(a, 3)) + o->three(a, which + 1, which + 2);
}
static int (__attribute__((stdcall)) *pick(int n))(int, int) { return n ? add : sub; }
extern __typeof__(add) other __attribute__((alias("add")));

int main(void) {
  volatile int v = 21;
  int a = v, b = v - 18, c = v - 17, d = v * 3;
  printf("%d %lld %d %d\n", divided(a, b, c), product(a * 1000000007ll, b), narrow(-5, 300), truth(a, 0));
  printf("%g %g\n", real(1.5f, 2.25, a), fast_real(a, 0.5f, 4.0L, b));
  struct vector x = {a, b, c}, y = {d, a, b};
  struct vector z = cross(scaled(x, 2), cross(x, scaled(y, -1)));
  printf("%d %d %d\n", z.x, z.y, z.z);
  printf("%d %x\n", sum(filled(a, b, d), 2, 9), joined((struct tiny){{1, 2, 3}}, 4));
  printf("%d %d\n", changed(a, b, c), old(a, b, 2.5f));
  z = variadic_vector(a, x);
  printf("%d %d %d\n", variadic(3, b, c, 9), z.x, z.z);
  printf("%d %d %d\n", deep(20, 0, 1), even(a), odd(a));
  printf("%d %d %d\n", with_array(a, b), inlined(a, b, c), small(d).y + small(a).z);
  printf("%d %d %d\n", assembly(a, b, c), shifts(a, b, c), in_memory(a, b));
  struct operations o = {{add, sub}, times, divided};
  printf("%d %d %d %d\n", apply(&o, 0, a), apply(&o, 1, a), pick(b)(a, c), pick(0)(a, c));
  printf("%d %d\n", add(sub(a, times(b, c)), add(divided(d, b, c), sub(c, d))), other(a, d));
  for (int i = 0; i < 3; i++) v += add(i, times(i, v)) - deep(i, 1, i);
  printf("%d %d %d %d %d\n", v, a, b, c, d);
  return 0;
}
