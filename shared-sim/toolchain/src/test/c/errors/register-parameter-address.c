// expect: 3:11 1 error register address
int f(register int a) {
  return *&a;
}
