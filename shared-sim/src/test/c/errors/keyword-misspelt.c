// expect: 4:17 error expected
int main(void) {
  int n = 3;
  whlie (n > 0) {
    n--;
  }
  return n;
}
