#include <stdio.h>

struct all {
  _Bool b;
  char c;
  signed char sc;
  unsigned char uc;
  short s;
  unsigned short us;
  int i;
  unsigned u;
  long l;
  unsigned long ul;
  long long ll;
  unsigned long long ull;
  float f;
  double d;
  long double ld;
  void *p;
  int (*fn)(const char *);
  enum { A, B } e;
  char text[3];
};

static void show(const struct all *a) {
  printf("%d %c %d %d %d %d %d %u %ld %lu %lld %llu ", a->b, a->c, a->sc, a->uc, a->s, a->us, a->i, a->u,
         a->l, a->ul, a->ll, a->ull);
  printf("%g %g %Lg %d %d %d %s\n", a->f, a->d, a->ld, a->p != 0, a->fn == puts, a->e, a->text);
}

int main(void) {
  struct all a = {1, 'c', -1, 255, -300, 65000, -7, 7u, -8, 8, 1LL << 40, ~0ULL, 1.5f, -2.5, 3.5L, &a, puts, B, "ab"};
  show(&a);
  struct all b = a, *p = &b;
  p->b = 0; p->c++; p->sc -= 127; p->uc++; p->s *= 2; p->us /= 7; p->i %= 4; p->u <<= 30; p->l ^= 1;
  p->ul |= 16; p->ll >>= 3; p->ull--; p->f += 1; p->d *= -2; p->ld /= 2; p->p = 0; p->fn = 0; p->e = A;
  p->text[0] = 'z';
  show(p);
  printf("%d\n", (int)sizeof a);
  return 0;
}
