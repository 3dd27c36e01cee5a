// expect: 5:12 error pointer int
int f(int);
int main(void) {
  char *p = 0;
  return f(p);
}
