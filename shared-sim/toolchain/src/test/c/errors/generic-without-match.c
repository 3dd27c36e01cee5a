// expect: 3:10 error double
int main(void) {
  return _Generic(1.5, int: 1, char: 2);
}
