// expect: 3:12 error ; expected
int main(void) {
  int a = 5
  a++;
  return a;
}
