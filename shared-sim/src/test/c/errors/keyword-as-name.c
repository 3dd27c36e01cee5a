// expect: 3:7 error expected
int main(void) {
  int while = 3;
  return 0;
}
