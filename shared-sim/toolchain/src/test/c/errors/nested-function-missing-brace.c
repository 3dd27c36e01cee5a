// expect: 7:1 error expected
int f(int a) {
  if (a) {
    return 1;
  return 0;
}
int main(void) {
  return f(1);
}
