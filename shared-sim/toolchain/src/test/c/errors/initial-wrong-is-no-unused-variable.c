// expect: 3:11 1 error zz declared
int main(void) {
  int y = zz;
  return 0;
}
