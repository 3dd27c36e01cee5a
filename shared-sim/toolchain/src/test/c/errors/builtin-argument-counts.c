// expect: 3:10 5 errors __builtin_clz 1 wanted 0 given
int f(unsigned x) {
  return __builtin_clz() + __builtin_popcount(x, 2) + __builtin_bswap32() +
         __builtin_fabs() + __builtin_add_overflow(x, 2);
}
