// expect: 5:12 warning pointer
int main(void) {
  char *p = "a";
  int a = 1, *q = &a;
  return p == q;
}
