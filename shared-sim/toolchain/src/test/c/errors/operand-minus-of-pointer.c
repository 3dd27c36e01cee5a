// expect: 4:7 error -
int main(void) {
  char *p = "a";
  p = -p;
  return *p;
}
