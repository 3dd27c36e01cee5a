// expect: 4:7 error value
int f(void);
int main(void) {
  f() = 6;
  return 0;
}
