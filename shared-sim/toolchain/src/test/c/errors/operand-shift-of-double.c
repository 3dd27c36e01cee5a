// expect: 4:9 error << double
int main(void) {
  double d = 5.5;
  d = d << 2;
  return 0;
}
