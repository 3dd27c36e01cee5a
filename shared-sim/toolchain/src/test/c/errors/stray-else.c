// expect: 5:3 error else
int main(void) {
  int a = 1;
  if (a) a = 2; a = 3;
  else a = 4;
  return a;
}
