// expect: 4:9 error value
int main(void) {
  int a = 1, b = 2;
  a + b = 3;
  return a;
}
