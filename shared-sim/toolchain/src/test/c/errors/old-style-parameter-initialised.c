// expect: 2:18 1 error parameter initialized
int f(x) int x = 3; {
  return x;
}
