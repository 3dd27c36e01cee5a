// expect: 3:12 warning zero
int main(void) {
  return 1 / 0;
}
