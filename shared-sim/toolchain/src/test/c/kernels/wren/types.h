#ifndef WREN_TYPES_H
#define WREN_TYPES_H

typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef unsigned long long u64;
typedef uint pde_t;
typedef uint pte_t;
typedef _Bool bool;

#define true 1
#define false 0
#define NULL ((void *)0)

#define NELEM(a) (sizeof(a) / sizeof((a)[0]))
#define offsetof(type, member) ((uint) & ((type *)0)->member)
#define container_of(ptr, type, member)                  \
  ({                                                     \
    const typeof(((type *)0)->member) *__mptr = (ptr);   \
    (type *)((char *)__mptr - offsetof(type, member));   \
  })
#define min(a, b)            \
  ({                         \
    typeof(a) _a = (a);      \
    typeof(b) _b = (b);      \
    (void)(&_a == &_b);      \
    _a < _b ? _a : _b;       \
  })

#endif
