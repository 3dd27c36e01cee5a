// expect: 4:1 warning f
int f(int n) {
  if (n) return 1;
}
