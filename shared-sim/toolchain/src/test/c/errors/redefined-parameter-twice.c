// expect: 2:18 error a
int f(int a, int a) {
  return a;
}
