// expect: 4:5 error g a second time
int f(void) { return 1; }
int g(void) __attribute__((alias("f")));
int g(void) { return 2; }
