// expect: 3:11 error closed
int main(void) {
  int c = 'a;
  return c;
}
