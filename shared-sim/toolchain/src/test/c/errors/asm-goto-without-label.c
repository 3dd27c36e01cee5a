// expect: 3:3 1 error goto label
void f(void) {
  asm goto("" : : : "memory");
}
