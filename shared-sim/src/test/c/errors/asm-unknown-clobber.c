// expect: 3:19 error rex
int main(void) {
  asm("nop" : : : "rex");
  return 0;
}
