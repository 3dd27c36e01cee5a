// expect: 4:11 error expression expected
int main(void) {
  int a = 1;
  a = a + ;
  return a;
}
