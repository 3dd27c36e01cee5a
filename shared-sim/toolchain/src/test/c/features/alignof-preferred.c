#include <stdio.h>

/* GNU's word tells what is best for an object by itself, standard C's what structures keep to. */
struct inside {
  char c;
  double d;
  long long l;
};
typedef double cells __attribute__((aligned(16)));
typedef float real64 __attribute__((mode(DF)));
typedef float real80 __attribute__((__mode__(__XF__)));

static double alone;
static int far __attribute__((aligned(64)));
static void placed(void) __attribute__((aligned(128)));
static void placed(void) {}

int main(void) {
  struct inside s, *p = &s;
  printf("%d %d\n", (int)__alignof__(double), (int)_Alignof(double));
  printf("%d %d\n", (int)__alignof__(long long[3]), (int)_Alignof(long long[3]));
  printf("%d %d %d\n", (int)__alignof__(s.d), (int)__alignof__(p->l), (int)__alignof__(s));
  printf("%d %d %d\n", (int)__alignof__(alone), (int)__alignof__(far), (int)__alignof__(placed));
  printf("%d %d\n", (int)__alignof__(cells), (int)_Alignof(cells));
  printf("%d %d\n", (int)__alignof__(char), (int)__alignof__(long double));
  printf("%d %d %d\n", (int)sizeof(real64), (int)sizeof(real80), (int)(((long)placed & 127) != 0));
  return 0;
}
