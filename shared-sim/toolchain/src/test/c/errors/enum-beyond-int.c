// expect: 2:24 1 error largest Y
enum { X = 0x7fffffff, Y };
