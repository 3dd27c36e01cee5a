// expect: 4:3 error whlie while
int main(void) {
  int n = 3;
  whlie (n > 0) {
    n--;
  }
  return n;
}
