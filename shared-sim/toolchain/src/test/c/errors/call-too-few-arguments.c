// expect: 4:10 error f 2 arguments
int f(int a, int b);
int main(void) {
  return f(1);
}
