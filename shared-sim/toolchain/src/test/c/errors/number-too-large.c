// expect: 3:10 warning 64 bits
int main(void) {
  return 99999999999999999999 > 0;
}
