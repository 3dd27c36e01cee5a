// expect: 4:15 error =
int main(void) {
  int a = 1;
  asm("nop" : "r"(a));
  return a;
}
