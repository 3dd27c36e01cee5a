// expect: 3:14 error variable
int f(int n) {
  int v[n] = {1};
  return v[0];
}
