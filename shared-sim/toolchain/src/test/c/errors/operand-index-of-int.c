// expect: 4:11 error int
int main(void) {
  int a = 1;
  return a[0];
}
