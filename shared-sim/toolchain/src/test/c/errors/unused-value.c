// expect: 4:5 warning used
int main(void) {
  int a = 1;
  a + 1;
  return a;
}
