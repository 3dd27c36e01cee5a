// expect: 4:31 error name of a function

int main(void) {
  int n = 1, a __attribute__((cleanup(n))) = 1;
  return a;
}
