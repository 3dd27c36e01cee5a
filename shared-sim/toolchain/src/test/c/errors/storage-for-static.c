// expect: 3:8 error for
int main(void) {
  for (static int i = 0; i < 3; i++) {
  }
  return 0;
}
