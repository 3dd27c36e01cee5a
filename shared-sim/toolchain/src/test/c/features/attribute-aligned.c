#include <stddef.h>
#include <stdio.h>

static int a __attribute__((aligned(32)));
struct s { char c; int i __attribute__((aligned(16))); char d; };
struct t { char c; } __attribute__((aligned(8)));
typedef int quad __attribute__((aligned(4)));
struct u { char c; double d __attribute__((aligned(8))); };
struct __attribute__((packed, aligned(4))) p { char c; short s; char e; };
struct m { char c; long long l; } __attribute__((aligned));

int main(void) {
  static char text[3] __attribute__((aligned(64)));
  printf("%d %d\n", (int)((unsigned long)&a % 32), (int)((unsigned long)text % 64));
  printf("%d %d %d\n", (int)sizeof(struct s), (int)offsetof(struct s, i), (int)offsetof(struct s, d));
  printf("%d %d %d\n", (int)sizeof(struct t), (int)sizeof(struct t[3]), (int)_Alignof(struct t));
  printf("%d %d\n", (int)sizeof(struct u), (int)offsetof(struct u, d));
  printf("%d %d %d\n", (int)sizeof(struct p), (int)offsetof(struct p, s), (int)_Alignof(struct p));
  printf("%d %d\n", (int)_Alignof(struct m), (int)sizeof(quad));
  struct t local[2];
  printf("%d\n", (int)((unsigned long)&local[1] % 8));
  return 0;
}
