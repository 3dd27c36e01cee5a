// expect: 3:19 1 error for g
void f(void) {
  for (int i = 0, g(void); i < 3; i++) {
  }
}
