// expect: 4:17 error constraint
int main(void) {
  int a = 1;
  asm("nop" : : "k!"(a));
  return 0;
}
