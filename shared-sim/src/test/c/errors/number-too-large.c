// expect: 3:10 warning large
int main(void) {
  return 99999999999999999999 > 0;
}
