// expect: 3:5 error value
int main(void) {
  5 = 6;
  return 0;
}
