// expect: 5:5 warning pointer
int main(void) {
  char *p = "x";
  int a;
  a = p;
  return a;
}
