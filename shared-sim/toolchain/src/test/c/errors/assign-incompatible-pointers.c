// expect: 5:8 error pointer
int main(void) {
  int a = 1;
  char *p;
  p = &a;
  return *p;
}
