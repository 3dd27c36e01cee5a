// expect: 4:3 error other
int main(void) {
  int a = 1;
  asm("movl %[other], %0" : "=r"(a));
  return a;
}
