// expect: 4:9 error +
int main(void) {
  char *p = "a", *q = "b";
  p = p + q;
  return *p;
}
