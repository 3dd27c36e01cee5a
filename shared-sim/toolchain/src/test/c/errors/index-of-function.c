// expect: 5:4 error elements
static void f(void) {}
int main(void) {
  void (*p)(void) = f;
  p[0];
  return 0;
}
