// expect: 8:1 error end
int main(void) {
  int a = 1;
  if (a) {
    a = 2;
  return a;
}
