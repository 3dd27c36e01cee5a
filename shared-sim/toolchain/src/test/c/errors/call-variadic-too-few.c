// expect: 4:10 error f arguments
int f(const char *a, int b, ...);
int main(void) {
  return f("x");
}
