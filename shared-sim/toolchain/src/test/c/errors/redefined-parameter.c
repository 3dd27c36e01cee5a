// expect: 3:7 error a
int f(int a) {
  int a = 2;
  return a;
}
