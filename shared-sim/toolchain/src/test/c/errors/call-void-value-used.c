// expect: 4:11 error void
void f(void);
int main(void) {
  int a = f();
  return a;
}
