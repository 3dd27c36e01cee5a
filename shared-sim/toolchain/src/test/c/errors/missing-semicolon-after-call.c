// expect: 4:6 error ; expected
int f(void);
int main(void) {
  f()
  return 0;
}
