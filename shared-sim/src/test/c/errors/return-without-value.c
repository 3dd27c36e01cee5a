// expect: 3:3 warning f
int f(void) {
  return;
}
