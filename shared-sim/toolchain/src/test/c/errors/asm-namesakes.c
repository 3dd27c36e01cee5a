// expect: 4:33 error Two operands
int main(void) {
  int i = 1;
  __asm__("" : [data] "=r"(i) : [data] "i"(100));
  return i;
}
