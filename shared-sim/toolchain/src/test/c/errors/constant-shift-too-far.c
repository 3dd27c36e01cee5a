// expect: 3:12 warning shift
int main(void) {
  return 1 << 32;
}
