// expect: 4:12 error register
int main(void) {
  register int a = 1;
  int *p = &a;
  return *p;
}
