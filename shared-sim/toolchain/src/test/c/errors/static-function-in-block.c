// expect: 3:14 1 error static block
int f(void) {
  static int g(void);
  return g();
}
