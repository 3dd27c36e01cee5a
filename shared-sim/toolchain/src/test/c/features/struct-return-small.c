#include <stdio.h>

struct c1 { char a; };
struct c2 { char a, b; };
struct c3 { char a, b, c; };
struct s1 { short a; };
struct i1 { int a; };
struct i2 { int a, b; };
struct f1 { float f; };
struct d1 { double d; };
struct l1 { long long l; };

static struct c1 fc1(int v) { return (struct c1){v}; }
static struct c2 fc2(int v) { return (struct c2){v, v + 1}; }
static struct c3 fc3(int v) { return (struct c3){v, v + 1, v + 2}; }
static struct s1 fs1(int v) { return (struct s1){v}; }
static struct i1 fi1(int v) { return (struct i1){v}; }
static struct i2 fi2(int v) { return (struct i2){v, -v}; }
static struct f1 ff1(int v) { return (struct f1){v}; }
static struct d1 fd1(int v) { return (struct d1){v}; }
static struct l1 fl1(int v) { return (struct l1){(long long)v * 0x100000001LL}; }

int main(void) {
  for (int i = 1; i < 100; i += 40) {
    struct c3 t = fc3(i);
    struct i2 p;
    p = fi2(i);
    printf("%d %d %d %d%d%d\n", fc1(i).a, fc2(i).a, fc2(i).b, t.a, t.b, t.c);
    printf("%d %d %d %d\n", fs1(i).a, fi1(i).a, p.a, p.b);
    printf("%g %g %llx\n", ff1(i).f, fd1(i).d, fl1(i).l);
  }
  return 0;
}
