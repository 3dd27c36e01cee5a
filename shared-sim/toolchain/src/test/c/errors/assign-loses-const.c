// expect: 4:13 warning const
int main(void) {
  const int a = 1;
  int *p = &a;
  return *p;
}
