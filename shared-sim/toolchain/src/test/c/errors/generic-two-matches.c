// expect: 3:35 error int
int main(void) {
  return _Generic(1, int: 1, int: 2);
}
