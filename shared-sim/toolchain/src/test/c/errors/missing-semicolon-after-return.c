// expect: 3:11 error ; expected
int main(void) {
  return 0
}
