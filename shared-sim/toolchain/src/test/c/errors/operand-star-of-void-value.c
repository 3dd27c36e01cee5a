// expect: 4:11 error void
int main(void) {
  void *p = 0;
  int a = *p;
  return a;
}
