// expect: 4:4 error const
int main(void) {
  const int a = 1;
  a++;
  return a;
}
