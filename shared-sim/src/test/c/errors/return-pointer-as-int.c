// expect: 3:10 warning pointer
int f(char *p) {
  return p;
}
