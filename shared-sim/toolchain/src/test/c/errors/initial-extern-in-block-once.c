// expect: 3:14 1 error extern initializer
int main(void) {
  extern int x = 3;
  return x;
}
