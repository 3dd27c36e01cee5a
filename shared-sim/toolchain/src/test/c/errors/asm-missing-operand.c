// expect: 4:3 error %1
int main(void) {
  int a = 1;
  asm("movl %1, %0" : "=r"(a));
  return a;
}
