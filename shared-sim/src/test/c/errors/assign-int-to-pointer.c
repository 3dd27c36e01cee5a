// expect: 4:5 warning integer
int main(void) {
  char *p;
  p = 5;
  return *p;
}
