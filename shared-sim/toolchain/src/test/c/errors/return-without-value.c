// expect: 3:3 error f
int f(void) {
  return;
}
