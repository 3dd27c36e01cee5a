// expect: 3:10 error value
void f(void) {
  return 1;
}
