// expect: 4:11 warning address of x
int *f(int n) {
  int x = n;
  return &x;
}
