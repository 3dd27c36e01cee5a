// expect: 4:24 error ; expected
int main(void) {
  int n = 0;
  do n++; while (n < 3)
  return n;
}
