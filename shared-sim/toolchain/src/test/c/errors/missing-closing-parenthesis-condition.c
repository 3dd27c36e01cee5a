// expect: 4:12 error ) expected
int main(void) {
  int a = 1;
  if (a > 0 {
    a = 2;
  }
  return a;
}
