#include <stddef.h>
#include <stdio.h>

struct a { char c; int i; };
struct b { char c; short s; char d; };
struct d { char c; double d; };
struct l { char c; long long l; char e; };
struct n { char c; struct b inner; char e; };
struct p { void *p; char c; };
struct ld { char c; long double d; };
struct arr { char a[3]; short s[3]; char z; };
union u { char c[5]; short s; };
struct e { struct a x[2]; char c; };

int main(void) {
  printf("%d %d\n", (int)sizeof(struct a), (int)offsetof(struct a, i));
  printf("%d %d %d\n", (int)sizeof(struct b), (int)offsetof(struct b, s), (int)offsetof(struct b, d));
  printf("%d %d\n", (int)sizeof(struct d), (int)offsetof(struct d, d));
  printf("%d %d %d\n", (int)sizeof(struct l), (int)offsetof(struct l, l), (int)offsetof(struct l, e));
  printf("%d %d %d\n", (int)sizeof(struct n), (int)offsetof(struct n, inner.d),
         (int)offsetof(struct n, e));
  printf("%d %d\n", (int)sizeof(struct p), (int)sizeof(union u));
  printf("%d %d\n", (int)sizeof(struct ld), (int)offsetof(struct ld, d));
  printf("%d %d\n", (int)sizeof(struct arr), (int)offsetof(struct arr, s[1]));
  printf("%d %d\n", (int)sizeof(struct e), (int)offsetof(struct e, x[1].i));
  return 0;
}
