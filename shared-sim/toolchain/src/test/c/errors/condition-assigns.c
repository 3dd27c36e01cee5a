// expect: 3:9 warning ==
int f(int x) {
  if (x = 3) return 1;
  while ((x = x - 1)) x--;
  return x;
}
