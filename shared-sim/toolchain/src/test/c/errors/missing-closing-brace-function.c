// expect: 7:2 error end
int main(void) {
  int a = 1;
  if (a) {
    a = 2;
  return a;
}
