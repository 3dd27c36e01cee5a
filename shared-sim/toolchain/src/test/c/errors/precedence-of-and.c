// expect: 2:28 warning == &
int even(int n) { return n & 1 == 0; }
int odd(int n) { return n & (1 == 1); }
