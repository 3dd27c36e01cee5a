// expect: 4:13 error ) expected
int main(void) {
  int a = 1;
  if (a > 0 {
    a = 2;
  }
  return a;
}
