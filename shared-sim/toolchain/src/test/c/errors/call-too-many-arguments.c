// expect: 4:10 error f 1 argument
int f(int a);
int main(void) {
  return f(1, 2);
}
