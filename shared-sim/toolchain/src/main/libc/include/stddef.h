#ifndef _STDDEF_H
#define _STDDEF_H

#include <bits/types.h>

typedef int ptrdiff_t;
typedef __size_t size_t;
typedef __wchar_t wchar_t;
typedef struct {
  long long __integer __attribute__((__aligned__(8)));
  long double __real_number;
  char __vector[16] __attribute__((__aligned__(16)));
} max_align_t;

#undef NULL
#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)

#endif
