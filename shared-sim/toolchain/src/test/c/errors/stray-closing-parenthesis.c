// expect: 3:18 error )
int main(void) {
  int a = (1 + 2));
  return a;
}
