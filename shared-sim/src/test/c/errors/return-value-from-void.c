// expect: 3:10 warning value
void f(void) {
  return 1;
}
