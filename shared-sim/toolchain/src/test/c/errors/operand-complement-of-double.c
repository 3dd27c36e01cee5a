// expect: 4:7 error ~ double
int main(void) {
  double d = 5.5;
  d = ~d;
  return 0;
}
