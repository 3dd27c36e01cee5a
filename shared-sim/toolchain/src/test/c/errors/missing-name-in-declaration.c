// expect: 3:7 error expected
int main(void) {
  int = 5;
  return 0;
}
