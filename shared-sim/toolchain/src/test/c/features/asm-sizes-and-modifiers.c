#include <stdio.h>

int main(void) {
  unsigned v = 0x12345678, low, carry;
  asm("movzbl %b1, %0" : "=r"(low) : "q"(v));
  printf("%x\n", low);
  asm("movzwl %w1, %0" : "=r"(low) : "r"(v));
  printf("%x\n", low);
  asm("movzbl %h1, %0" : "=r"(low) : "Q"(v));
  printf("%x\n", low);
  unsigned char flag;
  asm("addl %2, %0\n\tsetc %1" : "+r"(v), "=qm"(flag) : "ri"(0xf0000000u) : "cc");
  printf("%x %d\n", v, flag);
  asm("rcll $1, %0" : "=r"(carry) : "0"(1));
  (void)carry;
  unsigned char c = 200;
  asm("rolb $1, %0" : "+q"(c));
  printf("%d\n", c);
  unsigned short s = 0x1234;
  asm("xchgb %b0, %h0" : "+Q"(s));
  printf("%x\n", s);
  return 0;
}
