// expect: 4:10 error arguments 2
int main(void) {
  int (*p)(int, int) = 0;
  return p(1);
}
