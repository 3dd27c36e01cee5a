// expect: 4:10 error value
int main(void) {
  int a = 1;
  (a + 1)++;
  return a;
}
