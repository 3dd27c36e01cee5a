// expect: 4:9 error ( expected
int main(void) {
  int a = 1;
  while a < 3) a++;
  return a;
}
