#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>

/* A typedef's alignment is its type's: weaker as well as stronger. */
typedef int __attribute__((aligned(1))) any_int;
typedef long long far __attribute__((aligned(8)));
typedef any_int same;
typedef short two __attribute__((aligned(2)));
typedef same again __attribute__((aligned(4)));
typedef far *pointer;

#define SHOW(t) printf(#t " %d %d\n", (int)sizeof(struct t), (int)_Alignof(struct t))
struct a { char c; any_int u; };
struct b { char c; far f; };
struct c { char c; same list[3]; };
struct d { char c; any_int *p; };
struct e { char c; again u; };
struct f { char c; any_int u : 9; char d; };
struct __attribute__((packed)) g { char c; far f; };
struct h { char c; any_int u __attribute__((aligned(2))); };
struct i { struct a a; short s; };
struct j { char c; pointer p; };
struct k { char c; int x __attribute__((aligned(1))); };
struct l { char c; _Alignas(8) any_int u; };
union m { char c; any_int u; };

int main(void) {
  SHOW(a), SHOW(b), SHOW(c), SHOW(d), SHOW(e), SHOW(f), SHOW(g), SHOW(h), SHOW(i), SHOW(j), SHOW(k), SHOW(l);
  printf("%d %d\n", (int)sizeof(union m), (int)_Alignof(union m));
  printf("%d %d %d\n", (int)_Alignof(any_int), (int)_Alignof(far), (int)_Alignof(again));
  extern char al[] __attribute__((aligned(32)));
  int _Alignas(16) y;
  printf("%d %d\n", (int)_Alignof(al), (int)_Alignof(y));
  struct a s = {1, 0x12345678};
  s.u += 1;
  printf("%x %d\n", s.u, (int)offsetof(struct c, list[1]));
  printf("%d %d\n", (int)sizeof(max_align_t), (int)_Alignof(max_align_t));
  return 0;
}
