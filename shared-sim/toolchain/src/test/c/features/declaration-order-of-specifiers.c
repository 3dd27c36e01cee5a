#include <stdio.h>

long int typedef unsigned ulong_;
short static s = 1;
int const unsigned long extern long e;
const char unsigned volatile uc = 2;
int long long const unsigned e = 3;
double long ld = 4;
struct { int v; } static const st = {5};
int inline static f(void) { return 6; }
char signed sc = -7;
enum { K } const static k = K;

int main(void) {
  ulong_ u = 8;
  printf("%d %llu %d %Lg %d %d %d %d %lu\n", s, e, uc, ld, st.v, f(), sc, k, u);
  printf("%d %d\n", (int)sizeof(short int unsigned), (int)sizeof(long double));
  return 0;
}
