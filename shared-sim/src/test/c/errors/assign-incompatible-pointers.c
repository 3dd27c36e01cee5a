// expect: 5:5 warning pointer
int main(void) {
  int a = 1;
  char *p;
  p = &a;
  return *p;
}
