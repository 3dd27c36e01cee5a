// expect: 3:3 error rex
int main(void) {
  asm("nop" : : : "rex");
  return 0;
}
