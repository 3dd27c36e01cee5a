// expect: 4:7 error integer
int main(void) {
  char *p;
  p = 5;
  return *p;
}
