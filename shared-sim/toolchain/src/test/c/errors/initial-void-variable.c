// expect: 3:8 error void
int main(void) {
  void v;
  return 0;
}
