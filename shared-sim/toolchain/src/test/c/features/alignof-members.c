#include <stddef.h>
#include <stdio.h>

struct S {
  char c;
  _Alignas(16) char d;
  double e;
  char f[3] __attribute__((aligned(8)));
};

struct __attribute__((packed)) P {
  char c;
  int d;
};

struct Q {
  char c;
  struct S s;
  int n __attribute__((packed));
};

typedef int apart __attribute__((aligned(32)));

struct T {
  char c;
  apart d;
};

int main(void) {
  struct S s, many[2], *p = many;
  struct P packed;
  struct Q q;
  struct T t;
  printf("%d %d %d %d\n", (int)__alignof__(s.c), (int)__alignof__(s.d), (int)_Alignof(s.d), (int)__alignof__(s.e));
  printf("%d %d %d\n", (int)__alignof__(s.f), (int)__alignof__(many[1].d), (int)__alignof__(p->d));
  printf("%d %d %d %d\n", (int)__alignof__(packed.d), (int)__alignof__(q.s), (int)__alignof__(q.s.d), (int)__alignof__(q.n));
  printf("%d %d %d\n", (int)__alignof__(t.d), (int)__alignof__(many), (int)__alignof__(many[0]));
  printf("%d %d\n", (int)offsetof(struct S, d), (int)sizeof(struct S));
  return 0;
}
