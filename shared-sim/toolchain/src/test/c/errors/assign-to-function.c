// expect: 5:5 error value
int f(void);
int g(void);
int main(void) {
  f = g;
  return 0;
}
