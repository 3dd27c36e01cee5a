// expect: 3:10 error pointer
int f(char *p) {
  return p;
}
