// expect: 5:7 error pointer
int main(void) {
  char *p = "x";
  int a;
  a = p;
  return a;
}
